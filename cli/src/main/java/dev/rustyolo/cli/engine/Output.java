package dev.rustyolo.cli.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the end of what a program prints, and never more than it was told to. */
public final class Output implements Runnable {
    private static final long PATIENCE_MILLIS = 500;

    private final InputStream stream;
    private final byte[] ring;
    private final CountDownLatch end = new CountDownLatch(1);
    private long written;

    /**
     * A reader that isn't reading yet.
     *
     * @param stream what to read until its end
     * @param limit how many bytes to keep
     */
    public Output(InputStream stream, int limit) {
        this.stream = stream;
        this.ring = new byte[limit];
    }

    /** Reads on a thread of its own, which ends with the stream. */
    public static Output reading(InputStream stream, int limit) {
        Output output = new Output(stream, limit);
        Thread.ofPlatform().daemon().name("output").start(output);
        return output;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[4096];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException e) {
            // The program has gone; what it said so far is kept.
        } finally {
            end.countDown();
        }
    }

    /**
     * Waits until the stream has ended, but not long: a grandchild may hold it open.
     *
     * @throws InterruptedException when this thread is interrupted meanwhile
     */
    public void await() throws InterruptedException {
        end.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What is kept so far, without white space at its ends. */
    public synchronized String text() {
        int size = (int) Math.min(written, ring.length);
        byte[] kept = new byte[size];
        for (int i = 0; i < size; i++) {
            kept[i] = ring[(int) ((written - size + i) % ring.length)];
        }
        return new String(kept, StandardCharsets.UTF_8).strip();
    }

    private synchronized void keep(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (written % ring.length)] = bytes[i];
            written++;
        }
    }
}
