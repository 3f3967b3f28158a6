package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a peer sends first, for a {@link Gate} to read: all of it within a time, not each byte (a peer that sends one a
 * second must come to an end), and out of a budget that all connections share (each may be long, but not all of them).
 * Closing it gives the budget back and leaves the socket open.
 */
final class FirstBytes extends InputStream {
    private static final int BUFFER = 4096;

    /**
     * How long to wait.
     *
     * @param first for the first byte; zero for as long as it takes
     * @param rest for all that the gate needs after it
     */
    record Patience(Duration first, Duration rest) {}

    /** Bytes that gates hold, of all connections. */
    static final class Budget {
        /** Gates hold up to four times what they read: far below the heap, and 4 KiB for each of the most connections. */
        static final long BYTES = 8L << 20;

        private final AtomicLong left = new AtomicLong(BYTES);

        void take(int count) throws IOException {
            if (left.addAndGet(-count) < 0) {
                left.addAndGet(count);
                throw new IOException("too many connections are at their beginning");
            }
        }

        void giveBack(int count) {
            left.addAndGet(count);
        }

        long left() {
            return left.get();
        }
    }

    private final Socket peer;
    private final Patience patience;
    private final Budget budget;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private int taken;
    private long deadline;

    FirstBytes(Socket peer, Patience patience, Budget budget) {
        this.peer = peer;
        this.patience = patience;
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    /** What came with the bytes that the gate has read. From here on the socket is read itself, without a limit. */
    byte[] rest() throws IOException {
        peer.setSoTimeout(0);
        byte[] rest = Arrays.copyOfRange(buffer, position, end);
        position = end;
        return rest;
    }

    /** What comes after the rest: the socket's own stream. */
    InputStream further() throws IOException {
        return peer.getInputStream();
    }

    @Override
    public void close() {
        budget.giveBack(taken);
        taken = 0;
    }

    /** Makes sure that there is a byte; false at the peer's end. */
    private boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        boolean isFirst = taken == 0;
        peer.setSoTimeout(isFirst ? Math.toIntExact(patience.first().toMillis()) : millisLeft());
        int count = peer.getInputStream().read(buffer);
        if (count < 0) {
            return false;
        }
        budget.take(count);
        taken += count;
        position = 0;
        end = count;
        if (isFirst) {
            deadline = System.nanoTime() + patience.rest().toNanos();
        }
        return true;
    }

    private int millisLeft() throws SocketTimeoutException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("its first bytes took too long");
        }
        return Math.toIntExact(left);
    }
}
