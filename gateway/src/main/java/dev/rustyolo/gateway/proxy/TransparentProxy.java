package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.protocol.Event;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Accepts every connection to the pool, each on a virtual thread, at most {@link #MAX_CONNECTIONS} at once. When there are
 * more, the oldest of those whose clients haven't said yet what they want makes room.
 */
public final class TransparentProxy {
    private static final int MAX_CONNECTIONS = 2048;

    private final ServerSocketChannel listener;
    private final Connection.Context context;
    private final Set<Connection> open = new LinkedHashSet<>();

    public TransparentProxy(
            ServerSocketChannel listener,
            PolicyInForce policy,
            SyntheticAddresses addresses,
            Dialer dialer,
            EventSink events) {
        this.listener = listener;
        this.context = new Connection.Context(policy, addresses, dialer, events, new FirstBytes.Budget());
    }

    /** Starts to accept, on a thread of its own, until the process ends. */
    public void start() {
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /**
     * Waits until all that the agent has sent is on its way and acknowledged, at most for {@code limit}: what the agent
     * handed to the kernel before it ended is not to be lost.
     */
    public void drain(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline
                && !(allUploaded() && SendQueues.empty(context.policy().plan().pool()))) {
            Thread.sleep(5);
        }
    }

    private boolean allUploaded() {
        synchronized (open) {
            return open.stream().allMatch(Connection::uploaded);
        }
    }

    private void accept() {
        boolean told = false;
        for (long id = 1; listener.isOpen(); id++) {
            try {
                Socket client = listener.accept().socket();
                var connection = new Connection(id, client, context);
                boolean full = isFull();
                if (full && !told) {
                    told = true;
                    context.events().send(new Event.Warning("more than " + MAX_CONNECTIONS + " connections at once"));
                }
                if (full && !makeRoom()) {
                    Sockets.reset(client);
                    continue;
                }
                synchronized (open) {
                    open.add(connection);
                }
                Thread.ofVirtual().name("connection-" + id).start(() -> {
                    try {
                        connection.run();
                    } finally {
                        synchronized (open) {
                            open.remove(connection);
                        }
                    }
                });
            } catch (IOException e) {
                // That client was gone before it was accepted, or descriptors ran out for the moment.
                Sockets.pause();
            }
        }
    }

    private boolean isFull() {
        synchronized (open) {
            return open.size() >= MAX_CONNECTIONS;
        }
    }

    /** Ends the connection that has waited longest for its client to say something; false when there is none. */
    private boolean makeRoom() {
        Optional<Connection> oldest;
        synchronized (open) {
            oldest = open.stream().filter(Connection::isAtItsBeginning).findFirst();
            oldest.ifPresent(open::remove);
        }
        oldest.ifPresent(Connection::giveUp);
        return oldest.isPresent();
    }
}
