package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.protocol.Event;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts every connection to the pool, each on a virtual thread, at most {@link #MAX_CONNECTIONS} at once. */
public final class TransparentProxy {
    private static final int MAX_CONNECTIONS = 2048;

    private final ServerSocketChannel listener;
    private final Connection.Context context;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

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
                && !(open.stream().allMatch(Connection::uploaded)
                        && SendQueues.empty(context.policy().plan().pool()))) {
            Thread.sleep(5);
        }
    }

    private void accept() {
        for (long id = 1; listener.isOpen(); id++) {
            try {
                Socket client = listener.accept().socket();
                if (open.size() >= MAX_CONNECTIONS) {
                    context.events().send(new Event.Warning("more than " + MAX_CONNECTIONS + " connections at once"));
                    Sockets.reset(client);
                    continue;
                }
                Connection connection = new Connection(id, client, context);
                open.add(connection);
                Thread.ofVirtual().name("connection-" + id).start(() -> {
                    try {
                        connection.run();
                    } finally {
                        open.remove(connection);
                    }
                });
            } catch (IOException e) {
                // That client was gone before it was accepted, or descriptors ran out for the moment.
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
