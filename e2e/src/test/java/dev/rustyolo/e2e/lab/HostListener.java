package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A service of the machine that runs the engine, on all its addresses: the lab's bridge is one of them. */
public interface HostListener extends AutoCloseable {
    /** Starts it where the bridge is. */
    static HostListener open() {
        return Engine.current().isRootless() ? HostBesideBridges.start() : Here.listen();
    }

    /** Returns its port. */
    int port();

    /** Returns what it saw. */
    Feed<Sighting> sightings();

    @Override
    void close();

    /** On this machine, in this process. */
    final class Here implements HostListener {
        private static final int ENOUGH = 4096;

        private final ServerSocket server;
        private final Feed<Sighting> sightings = new Feed<>("the host");

        private Here(ServerSocket server) {
            this.server = server;
        }

        private static Here listen() {
            try {
                ServerSocket server = new ServerSocket();
                server.bind(new InetSocketAddress(0));
                Here listener = new Here(server);
                Thread.ofVirtual().name("the host's service").start(listener::accept);
                return listener;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on the host", e);
            }
        }

        @Override
        public int port() {
            return server.getLocalPort();
        }

        @Override
        public Feed<Sighting> sightings() {
            return sightings;
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> record(client));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void record(Socket client) {
            try (client) {
                client.setSoTimeout(5_000);
                String source = client.getInetAddress().getHostAddress() + " " + client.getPort();
                byte[] seen = new byte[ENOUGH];
                int count = Math.max(0, client.getInputStream().read(seen));
                String payload = new String(seen, 0, count, StandardCharsets.ISO_8859_1);
                sightings.add(new Sighting("host", "tcp", source, "", "", payload));
            } catch (IOException silent) {
                sightings.add(new Sighting("host", "tcp", "", "", "said nothing", ""));
            }
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
