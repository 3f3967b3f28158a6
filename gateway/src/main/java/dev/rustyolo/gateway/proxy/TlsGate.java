package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import dev.rustyolo.protocol.Layer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * TLS whose ClientHello carries the connection's name as its one SNI, in however many records and segments it comes
 * (RFC 8446 section 5.1). Reads whole records; a ClientHello is at most {@link #MAX_HELLO} bytes.
 */
final class TlsGate implements Gate {
    static final int HANDSHAKE_RECORD = 22;

    private static final int CLIENT_HELLO = 1;
    private static final int MAX_RECORD = 16 * 1024;
    private static final int MAX_HELLO = 64 * 1024;
    /** Of all records: a hello in records of one byte each takes six times its size. */
    private static final int MAX_READ = 2 * MAX_HELLO;

    private static final int UNKNOWN = -1;
    private static final int UNRECOGNIZED_NAME = 112;
    private static final int HANDSHAKE_HEADER = 4;

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
            byte[] header = exactly(client, 5);
            int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
            if (header[0] != HANDSHAKE_RECORD || header[1] != 3 || length == 0 || length > MAX_RECORD) {
                return refuse("what was sent is not TLS, and this port takes nothing else");
            }
            byte[] fragment = exactly(client, length);
            read.writeBytes(header);
            read.writeBytes(fragment);
            if (handshake.size() == 0 && fragment[0] != CLIENT_HELLO) {
                return refuse("the TLS handshake does not begin with a ClientHello");
            }
            handshake.writeBytes(fragment);
            if (size == UNKNOWN && handshake.size() >= HANDSHAKE_HEADER) {
                byte[] start = handshake.toByteArray();
                size = HANDSHAKE_HEADER + ((start[1] & 0xff) << 16 | (start[2] & 0xff) << 8 | (start[3] & 0xff));
            }
            if (size > MAX_HELLO || read.size() > MAX_READ) {
                return refuse("the TLS ClientHello is larger than " + MAX_HELLO + " bytes, or in too many records");
            }
        }
        if (handshake.size() > size) {
            // A ClientHello waits for its answer: what follows it at once could only be a second one, unjudged.
            return refuse("the TLS ClientHello has bytes after its end");
        }
        byte[] message = handshake.toByteArray();
        return judge(Arrays.copyOfRange(message, HANDSHAKE_HEADER, size), read.toByteArray());
    }

    private Outcome judge(byte[] hello, byte[] read) {
        return switch (ClientHello.sni(hello)) {
            case ClientHello.Named named when named.name().equals(name) -> new Pass(read);
            case ClientHello.Named named ->
                refuse("the TLS ClientHello asks for " + named.name().ascii() + ", the connection is for "
                        + name.ascii());
            case ClientHello.Unusable unusable -> refuse(unusable.why());
        };
    }

    /** Refuses with a fatal unrecognized_name alert (RFC 6066), which clients show by its name. */
    private static Refuse refuse(String reason) {
        return new Refuse(Layer.TLS, reason, new byte[] {21, 3, 3, 0, 2, 2, UNRECOGNIZED_NAME});
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the client left in the middle of its ClientHello");
        }
        return bytes;
    }
}
