package dev.rustyolo.gateway.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The five bytes in front of every record of TLS (RFC 8446 section 5.1, RFC 5246 section 6.2), which are never encrypted.
 *
 * @param bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
record RecordHeader(byte[] bytes) {
    static final int SIZE = 5;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    /** The first byte of every version that there is. */
    static final int MAJOR_VERSION = 3;

    private static final int MAX_PLAIN = 16 * 1024;
    private static final int MAX_ENCRYPTED = MAX_PLAIN + 2048;

    /**
     * Reads one.
     *
     * @throws EOFException when the client leaves before its end
     */
    static RecordHeader read(InputStream client) throws IOException {
        return new RecordHeader(exactly(client, SIZE));
    }

    /** {@return whether a record of a handshake, encrypted or not, can begin with this byte} */
    static boolean isType(int first) {
        return first >= CHANGE_CIPHER_SPEC && first <= APPLICATION_DATA;
    }

    int type() {
        return bytes[0] & 0xff;
    }

    /** {@return the size of the fragment that follows, in bytes} */
    int length() {
        return (bytes[3] & 0xff) << 8 | (bytes[4] & 0xff);
    }

    /** {@return whether it can be a record's, of a type that a handshake has, encrypted or not} */
    boolean isTls() {
        return isType(type()) && bytes[1] == MAJOR_VERSION && length() <= MAX_ENCRYPTED;
    }

    /** {@return whether it can be the header of plain handshake messages, which are never empty} */
    boolean isHandshake() {
        return isTls() && type() == HANDSHAKE && length() > 0 && length() <= MAX_PLAIN;
    }

    /**
     * Reads the fragment that follows.
     *
     * @throws EOFException when the client leaves before its end
     */
    byte[] fragment(InputStream client) throws IOException {
        return exactly(client, length());
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the client left in the middle of a TLS record");
        }
        return bytes;
    }
}
