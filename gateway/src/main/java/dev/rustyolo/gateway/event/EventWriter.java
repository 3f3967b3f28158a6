package dev.rustyolo.gateway.event;

import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes events to the CLI, from a thread of its own and a bounded queue: an agent that causes more of them than the pipe
 * takes loses events, which are counted and told, and slows nothing down.
 */
public final class EventWriter implements EventSink {
    private static final int QUEUE = 4096;

    private final OutputStream out;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong unwritten = new AtomicLong();
    private final ReentrantLock pipe = new ReentrantLock();

    public EventWriter(OutputStream out) {
        this.out = out;
    }

    /** Starts the writing thread. What was sent before was the self-check's doing and is not told. */
    public void start() {
        queue.clear();
        unwritten.set(0);
        // Not a virtual one: a full pipe would hold one of the few threads that carry the traffic.
        Thread.ofPlatform().daemon().name("events").start(this::write);
    }

    @Override
    public void send(Event event) {
        unwritten.incrementAndGet();
        if (!queue.offer(event)) {
            unwritten.decrementAndGet();
            dropped.incrementAndGet();
        }
    }

    /** Writes one event before this returns, past the queue: for what must be said before the process ends. */
    public void sendNow(Event event) {
        pipe.lock();
        try {
            out.write((Codec.encode(event) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException | RuntimeException e) {
            // The CLI is gone, and its end of standard input ends this process too; or this one event has no text. The
            // next one may have, and must not find the writing thread dead.
            dropped.incrementAndGet();
        } finally {
            pipe.unlock();
        }
    }

    /** Waits until all that was sent so far has been written, at most about a second. */
    public void flush() throws InterruptedException {
        for (int i = 0; i < 100 && unwritten.get() > 0; i++) {
            Thread.sleep(10);
        }
    }

    private void write() {
        try {
            while (true) {
                sendNow(queue.take());
                unwritten.decrementAndGet();
                long count = dropped.getAndSet(0);
                if (count > 0) {
                    sendNow(new Event.Dropped(count));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
