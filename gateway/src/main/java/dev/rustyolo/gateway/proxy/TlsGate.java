package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import dev.rustyolo.protocol.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * TLS whose ClientHello carries the connection's name as its one SNI, in however many records and segments it comes
 * (RFC 8446 section 5.1). Reads whole records; a ClientHello is at most {@link #MAX_HELLO} bytes.
 */
final class TlsGate implements Gate {
    static final int CLIENT_HELLO = 1;
    static final int HANDSHAKE_HEADER = 4;
    static final int MAX_HELLO = 64 * 1024;
    /** Of all records: a hello in records of one byte each takes six times its size. */
    static final int MAX_READ = 2 * MAX_HELLO;

    private static final int UNKNOWN = -1;
    private static final int UNRECOGNIZED_NAME = 112;
    private final DomainName name;

    TlsGate(DomainName name) {
        this.name = name;
    }

    @Override
    public Outcome judge(InputStream client) throws IOException {
        var read = new ByteArrayOutputStream();
        var handshake = new ByteArrayOutputStream();
        int size = UNKNOWN;
        while (size == UNKNOWN || handshake.size() < size) {
            RecordHeader header = RecordHeader.read(client);
            if (!header.isHandshake()) {
                return refuse("what was sent is not TLS, and this port takes nothing else");
            }
            byte[] fragment = header.fragment(client);
            read.writeBytes(header.bytes());
            read.writeBytes(fragment);
            if (handshake.size() == 0 && fragment[0] != CLIENT_HELLO) {
                return refuse("the TLS handshake does not begin with a ClientHello");
            }
            handshake.writeBytes(fragment);
            if (size == UNKNOWN && handshake.size() >= HANDSHAKE_HEADER) {
                size = HANDSHAKE_HEADER + length(handshake.toByteArray());
            }
            if (size > MAX_HELLO || read.size() > MAX_READ) {
                return refuse("the TLS ClientHello is larger than " + MAX_HELLO + " bytes, or in too many records");
            }
        }
        if (handshake.size() > size) {
            // A ClientHello waits for its answer: what follows it at once could only be a second one, unjudged.
            return refuse("the TLS ClientHello has bytes after its end");
        }
        Optional<String> objection = objection(Arrays.copyOfRange(handshake.toByteArray(), HANDSHAKE_HEADER, size));
        return objection.<Outcome>map(TlsGate::refuse).orElseGet(() -> new Pass(read.toByteArray(), Optional.of(this)));
    }

    /** {@return why a ClientHello, given without its four-byte header, may not go on} */
    Optional<String> objection(byte[] hello) {
        return switch (ClientHello.sni(hello)) {
            case ClientHello.Named named when named.name().equals(name) -> Optional.empty();
            case ClientHello.Named named ->
                Optional.of("the TLS ClientHello asks for " + named.name().ascii() + ", the connection is for "
                        + name.ascii());
            case ClientHello.Unusable unusable -> Optional.of(unusable.why());
        };
    }

    /** {@return the size of a handshake message in bytes, without its header, which is given} */
    static int length(byte[] header) {
        return (header[1] & 0xff) << 16 | (header[2] & 0xff) << 8 | (header[3] & 0xff);
    }

    /** Refuses with a fatal unrecognized_name alert (RFC 6066), which clients show by its name. */
    static Refuse refuse(String reason) {
        return new Refuse(Layer.TLS, reason, new byte[] {RecordHeader.ALERT, 3, 3, 0, 2, 2, UNRECOGNIZED_NAME});
    }
}
