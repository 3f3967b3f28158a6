package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that have been read already, then the rest of where they came from. Unlike java.io's streams of several parts it
 * closes nothing at the end, which would close a socket whose other half is still wanted, and waits for no more than is there.
 */
final class Prepended extends InputStream {
    private static final byte[] NOTHING = {};

    private final InputStream rest;
    private byte[] first;
    private int position;

    Prepended(byte[] first, InputStream rest) {
        this.first = first;
        this.rest = rest;
    }

    @Override
    public int read() throws IOException {
        return position < first.length ? first[position++] & 0xff : rest.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (position == first.length) {
            first = NOTHING;
            position = 0;
            return rest.read(bytes, offset, length);
        }
        int count = Math.min(length, first.length - position);
        System.arraycopy(first, position, bytes, offset, count);
        position += count;
        return count;
    }
}
