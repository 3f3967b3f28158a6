package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Any protocol, on a port that a rule names; but when it is TLS from the first byte, its SNI must be the name. TLS that a
 * client begins after other words (STARTTLS) is part of its protocol, and isn't looked at.
 */
final class OpaqueGate implements Gate {
    private static final int WARNING = 1;
    private static final int FATAL = 2;

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
        if (second == RecordHeader.MAJOR_VERSION) {
            return tls.judge(new Prepended(start, client));
        }
        var read = new ByteArrayOutputStream();
        read.writeBytes(start);
        return beginsTls(read, client)
                ? TlsGate.refuse("it begins as TLS does, but with a version that isn't one")
                : new Pass(read.toByteArray());
    }

    /**
     * Says whether a server that doesn't look at the version of a first record, as Go's and Java's don't, could take this
     * for TLS. Protocols whose first bytes are a number (a length, in MongoDB's) can begin like a record too, so no more is
     * refused than what such a server reads on after.
     */
    private static boolean beginsTls(ByteArrayOutputStream read, InputStream client) throws IOException {
        more(read, client, RecordHeader.SIZE + 1);
        byte[] start = read.toByteArray();
        if (start.length <= RecordHeader.SIZE) {
            return false;
        }
        var header = new RecordHeader(start);
        int content = start[RecordHeader.SIZE];
        return switch (header.type()) {
            case RecordHeader.CHANGE_CIPHER_SPEC -> header.length() == 1 && content == 1;
            case RecordHeader.ALERT -> header.length() == 2 && (content == WARNING || content == FATAL);
            case RecordHeader.HANDSHAKE ->
                header.length() == 0
                        ? RecordHeader.isType(content)
                        : content == TlsGate.CLIENT_HELLO && isMessage(header, read, client);
            default -> false;
        };
    }

    /** Says whether what begins as a ClientHello has a length; it may be cut into records too small to hold one. */
    private static boolean isMessage(RecordHeader header, ByteArrayOutputStream read, InputStream client)
            throws IOException {
        if (header.length() < TlsGate.HANDSHAKE_HEADER) {
            return true;
        }
        int end = RecordHeader.SIZE + TlsGate.HANDSHAKE_HEADER;
        more(read, client, end);
        byte[] start = read.toByteArray();
        return start.length < end || TlsGate.length(Arrays.copyOfRange(start, RecordHeader.SIZE, end)) > 0;
    }

    private static void more(ByteArrayOutputStream read, InputStream client, int size) throws IOException {
        read.writeBytes(client.readNBytes(size - read.size()));
    }
}
