package dev.rustyolo.gateway.proxy;

import java.nio.charset.Charset;
import java.util.Arrays;

/** A cursor over bytes in network order, with the length-prefixed vectors of TLS (RFC 8446 section 3.4). */
final class Bytes {
    /** The bytes ended before what should stand there. */
    static final class TooShortException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final byte[] array;
    private final int end;
    private int position;

    Bytes(byte[] array) {
        this(array, 0, array.length);
    }

    private Bytes(byte[] array, int start, int end) {
        this.array = array;
        this.position = start;
        this.end = end;
    }

    boolean isEmpty() {
        return position == end;
    }

    int number8() {
        return array[take(1)] & 0xff;
    }

    int number16() {
        int at = take(2);
        return (array[at] & 0xff) << 8 | (array[at + 1] & 0xff);
    }

    void skip(int count) {
        take(count);
    }

    boolean has(int count) {
        return left() >= count;
    }

    int left() {
        return end - position;
    }

    /** The next bytes, copied. */
    byte[] array(int count) {
        int at = take(count);
        return Arrays.copyOfRange(array, at, at + count);
    }

    Bytes vector8() {
        return part(number8());
    }

    Bytes vector16() {
        return part(number16());
    }

    /** As handshake messages have it (RFC 8446 section 4). */
    Bytes vector24() {
        return part(number8() << 16 | number16());
    }

    /** All that is left, as text. */
    String text(Charset charset) {
        return new String(array, position, end - position, charset);
    }

    private Bytes part(int length) {
        int at = take(length);
        return new Bytes(array, at, at + length);
    }

    private int take(int count) {
        if (!has(count)) {
            throw new TooShortException();
        }
        int at = position;
        position += count;
        return at;
    }
}
