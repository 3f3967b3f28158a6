package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import dev.rustyolo.protocol.Layer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * TLS whose ClientHello carries the connection's name as its one SNI, in however many records and segments it comes
 * (RFC 8446 section 5.1). Reads whole records; a ClientHello is at most {@link #MAX_HELLO} bytes.
 */
final class TlsGate implements Gate {
    static final int HANDSHAKE_RECORD = 22;

    private static final int CLIENT_HELLO = 1;
    private static final int MAX_RECORD = 16 * 1024;
    private static final int MAX_HELLO = 64 * 1024;
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
        while (true) {
            byte[] header = exactly(client, 5);
            int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
            if (header[0] != HANDSHAKE_RECORD || header[1] != 3 || length == 0 || length > MAX_RECORD) {
                return refuse("what was sent is not TLS, and this port takes nothing else");
            }
            byte[] fragment = exactly(client, length);
            read.writeBytes(header);
            read.writeBytes(fragment);
            handshake.writeBytes(fragment);
            byte[] message = handshake.toByteArray();
            if (message[0] != CLIENT_HELLO) {
                return refuse("the TLS handshake does not begin with a ClientHello");
            }
            if (message.length < HANDSHAKE_HEADER) {
                continue;
            }
            int size = (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff);
            if (size > MAX_HELLO) {
                return refuse("the TLS ClientHello is larger than " + MAX_HELLO + " bytes");
            }
            if (message.length >= HANDSHAKE_HEADER + size) {
                byte[] body = java.util.Arrays.copyOfRange(message, HANDSHAKE_HEADER, HANDSHAKE_HEADER + size);
                return judge(body, read.toByteArray());
            }
        }
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
