package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.kernel.Doorstep;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The way in to one port that is published: who comes from the person's machine is led to the agent's loopback. The agent
 * talks to the gateway alone, and has no packet of its own outside, whatever comes in.
 */
public final class Entrance {
    private static final int MAX_VISITORS = 64;
    private static final int CONNECT_MILLIS = 5_000;
    /** Programs listen at either, when they say "localhost". */
    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private final ServerSocket door;
    private final InetAddress machine;
    private final int inside;
    private final Semaphore room = new Semaphore(MAX_VISITORS);

    private Entrance(ServerSocket door, InetAddress machine, int inside) {
        this.door = door;
        this.machine = machine;
        this.inside = inside;
    }

    /**
     * Opens it, and lets visitors in on a thread of its own until the process ends.
     *
     * @param doorstep where it is, and where visitors come from
     * @param port its port
     * @param inside the agent's port
     */
    public static void open(Doorstep doorstep, int port, int inside) throws IOException {
        var door = new ServerSocket();
        door.bind(new InetSocketAddress(doorstep.own(), port));
        new Entrance(door, doorstep.machine(), inside).start();
    }

    /** For tests, which open a door of their own. */
    static Entrance at(ServerSocket door, InetAddress machine, int inside) {
        return new Entrance(door, machine, inside);
    }

    void start() {
        Thread.ofVirtual().name("entrance").start(this::await);
    }

    private void await() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                // The kernel's rules have seen to that already.
                if (visitor.getInetAddress().equals(machine) && room.tryAcquire()) {
                    Thread.ofVirtual().name("visitor").start(() -> lead(visitor));
                } else {
                    Sockets.reset(visitor);
                }
            } catch (IOException e) {
                // This one is gone already, and the next one may come; or descriptors ran out for the moment.
                Sockets.pause();
            }
        }
    }

    private void lead(Socket visitor) {
        try (visitor;
                Socket agent = connect()) {
            Sockets.prepare(visitor);
            var relay = new Relay(visitor, agent);
            Thread back = Thread.ofVirtual().name("visitor-back").start(relay::download);
            relay.upload(visitor.getInputStream());
            back.join();
        } catch (IOException e) {
            Sockets.reset(visitor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private Socket connect() throws IOException {
        IOException refused = new IOException("nobody listens on port " + inside);
        for (InetAddress address : LOOPBACK) {
            Socket socket = Sockets.open();
            try {
                socket.connect(new InetSocketAddress(address, inside), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }
}
