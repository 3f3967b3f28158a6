package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Any protocol, on a port that a rule names; but when it is TLS, its SNI must be the name. */
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
        if (first != TlsGate.HANDSHAKE_RECORD) {
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
        var whole = new SequenceInputStream(new java.io.ByteArrayInputStream(start), client);
        return tls.judge(whole);
    }
}
