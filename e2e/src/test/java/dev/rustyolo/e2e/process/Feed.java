package dev.rustyolo.e2e.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Items in the order in which they came, which other threads can wait for.
 *
 * @param <T> the items' type
 */
public final class Feed<T> {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> items = new ArrayList<>();
    private final Supplier<String> beside;
    private boolean ended;

    /** Makes an empty feed; the name goes into error messages. */
    public Feed(String name) {
        this(name, () -> "");
    }

    /**
     * Makes an empty feed.
     *
     * @param name what error messages call it
     * @param beside what else helps to understand why an item didn't come
     */
    Feed(String name, Supplier<String> beside) {
        this.name = name;
        this.beside = beside;
    }

    /** Adds an item. */
    public void add(T item) {
        lock.lock();
        try {
            items.add(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing will come any more. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what has come so far. */
    public List<T> all() {
        return since(0);
    }

    /** Returns what has come from that position on. */
    public List<T> since(int position) {
        lock.lock();
        try {
            return List.copyOf(items.subList(Math.min(position, items.size()), items.size()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many items have come. */
    public int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an item, which may have come already; see the other form. */
    public T await(String what, Duration patience, Predicate<T> wanted) {
        return await(what, patience, 0, wanted);
    }

    /**
     * Waits for an item, which may have come already, at that position or after it.
     *
     * @throws AssertionError when it doesn't come in that time, or the feed ended without it
     */
    public T await(String what, Duration patience, int from, Predicate<T> wanted) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            for (int next = from; ; ) {
                for (; next < items.size(); next++) {
                    if (wanted.test(items.get(next))) {
                        return items.get(next);
                    }
                }
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    String end = ended ? " ended without " : " did not give in " + patience.toSeconds() + " s ";
                    throw new AssertionError(name + end + what + "; it gave:\n" + tail() + beside.get());
                }
                changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    /** Gives each item to the consumer as it comes, and returns when the feed has ended. */
    public void forEach(Consumer<T> consumer) {
        int next = 0;
        for (List<T> more = more(next); !more.isEmpty(); more = more(next)) {
            more.forEach(consumer);
            next += more.size();
        }
    }

    /** Waits for items from that position on; returns none at the end. */
    private List<T> more(int position) {
        lock.lock();
        try {
            while (items.size() <= position && !ended) {
                changed.awaitUninterruptibly();
            }
            return since(position);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing more will come. */
    void awaitEnd(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private String tail() {
        List<String> lines = items.stream().map(Object::toString).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
