package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.io.InputStream;

/**
 * Any protocol, on a port that a rule names; but when it is TLS from the first byte, its SNI must be the name. TLS that a
 * client begins after other words (STARTTLS) is part of its protocol, and isn't looked at.
 */
final class OpaqueGate implements Gate {
    private final TlsGate tls;

    OpaqueGate(DomainName name) {
        this.tls = new TlsGate(name);
    }

    @Override
    public Outcome judge(InputStream client) throws IOException {
        int first = client.read();
        if (first < 0) {
            return new Pass(new byte[0]);
        }
        // Not only a handshake's: there are servers that read over an alert and then take a hello.
        if (!RecordHeader.isType(first)) {
            return new Pass(new byte[] {(byte) first});
        }
        int second = client.read();
        if (second < 0) {
            return new Pass(new byte[] {(byte) first});
        }
        byte[] start = {(byte) first, (byte) second};
        if (second != 3) {
            return new Pass(start);
        }
        return tls.judge(new Prepended(start, client));
    }
}
