package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Connects to the first of several addresses that takes the connection (RFC 8305): the families in turn, the next address
 * as soon as one has failed or {@link #STAGGER} has passed, and whatever is still under way closed when one has won. So a
 * family that leads nowhere costs a quarter of a second, once: the family that won last is tried first.
 */
final class HappyEyeballs {
    static final Duration STAGGER = Duration.ofMillis(250);
    private static final Duration ONE = Duration.ofSeconds(10);
    private static final Duration ALL = Duration.ofSeconds(30);
    /** The owner of a name decides how many addresses it has, the agent how many connections it opens at once. */
    static final int MOST_AT_ONCE = 4;

    private static final int MOST_FAILURES_TOLD = 4;

    /** How one address is tried. */
    interface Attempt {
        /** Connects the socket, in {@code millis} at most; closing the socket from another thread ends it. */
        void connect(Socket socket, InetSocketAddress to, int millis) throws IOException;
    }

    /** A try under way. */
    private record Try(Socket socket, InetAddress address) {}

    private sealed interface Outcome {}

    private record Connected(Try which) implements Outcome {}

    private record Failed(Try which, Exception why) implements Outcome {}

    private final Attempt attempt;
    /** A container's IPv6 address, if it has one, is mostly a private one behind a translation: RFC 6724 prefers IPv4. */
    private volatile boolean sixFirst;

    HappyEyeballs(Attempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Connects.
     *
     * @param addresses all of them judged already
     * @return a connected socket, the caller's to close
     * @throws IOException when none could be reached; the message says for each why
     */
    Socket connect(List<InetAddress> addresses, int port) throws IOException {
        Queue<InetAddress> waiting = inTurn(addresses, sixFirst);
        var running = new LinkedHashSet<Try>();
        var ended = new LinkedBlockingQueue<Outcome>();
        var failures = new ArrayList<String>();
        long deadline = System.nanoTime() + ALL.toNanos();
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                if (!waiting.isEmpty() && running.size() < MOST_AT_ONCE) {
                    start(waiting.remove(), port, running, ended);
                }
                boolean more = !waiting.isEmpty() && running.size() < MOST_AT_ONCE;
                long left = deadline - System.nanoTime();
                var outcome = ended.poll(more ? Math.min(left, STAGGER.toNanos()) : left, TimeUnit.NANOSECONDS);
                if (outcome == null && !more) {
                    throw new SocketTimeoutException("no answer from " + told(texts(running)));
                }
                switch (outcome) {
                    case Connected(Try which) -> {
                        running.remove(which);
                        sixFirst = which.address() instanceof Inet6Address;
                        return which.socket();
                    }
                    case Failed(Try which, Exception why) -> {
                        running.remove(which);
                        failures.add(which.address().getHostAddress() + ": " + why.getMessage());
                    }
                    case null -> {} // It is the next one's turn.
                }
            }
            throw new IOException(told(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            running.forEach(left -> close(left.socket()));
        }
    }

    private void start(InetAddress address, int port, Set<Try> running, BlockingQueue<Outcome> ended)
            throws IOException {
        Socket socket = Sockets.open();
        var which = new Try(socket, address);
        running.add(which);
        Thread.ofVirtual().name("connect").start(() -> {
            try {
                attempt.connect(socket, new InetSocketAddress(address, port), (int) ONE.toMillis());
                ended.add(new Connected(which));
            } catch (IOException | RuntimeException e) {
                close(socket);
                ended.add(new Failed(which, e));
            }
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It never was open to anything.
        }
    }

    /** The addresses so that the families take turns, each in its own order (RFC 8305 section 4). */
    static Queue<InetAddress> inTurn(List<InetAddress> addresses, boolean sixFirst) {
        var first = new ArrayDeque<InetAddress>();
        var second = new ArrayDeque<InetAddress>();
        addresses.forEach(address -> (address instanceof Inet6Address == sixFirst ? first : second).add(address));
        var mixed = new ArrayDeque<InetAddress>();
        while (!first.isEmpty() || !second.isEmpty()) {
            for (ArrayDeque<InetAddress> family : List.of(first, second)) {
                if (!family.isEmpty()) {
                    mixed.add(family.remove());
                }
            }
        }
        return mixed;
    }

    private static List<String> texts(Set<Try> running) {
        return running.stream().map(each -> each.address().getHostAddress()).toList();
    }

    private static String told(List<String> items) {
        String told = String.join("; ", items.subList(0, Math.min(items.size(), MOST_FAILURES_TOLD)));
        return items.size() > MOST_FAILURES_TOLD
                ? told + "; and " + (items.size() - MOST_FAILURES_TOLD) + " more"
                : told;
    }
}
