package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** How a connection begins, stays, and the ways it ends. */
final class Sockets {
    /** A peer that is really gone is found in two minutes, and a translation on the way doesn't forget the connection. */
    private static final int KEEP_ALIVE_IDLE_SECONDS = 60;

    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 15;
    private static final int KEEP_ALIVE_COUNT = 4;

    private static final int GOODBYE_MILLIS = 2_000;
    private static final int GOODBYE_BYTES = 256 * 1024;

    private Sockets() {}

    /** A socket to connect with, prepared. */
    static Socket open() throws IOException {
        Socket socket = SocketChannel.open().socket();
        prepare(socket);
        return socket;
    }

    /** Sends at once what it is given, and asks a silent peer whether it is still there (RFC 9293 section 3.8.4). */
    static void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_COUNT);
    }

    /** What to do when none could be accepted: as many files as there may be are open, and it would fail again at once. */
    static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends with a reset (RFC 9293 section 3.10.7), which the other side sees at once as an error. */
    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is gone already, which is all that was wanted.
        }
    }

    /**
     * Says {@code reply} and ends. What the client still sends is read for a moment: a socket closed over unread bytes
     * sends a reset, and the client would lose the reply.
     */
    static void refuse(Socket client, byte[] reply) {
        if (reply.length == 0) {
            reset(client);
            return;
        }
        try (client) {
            client.getOutputStream().write(reply);
            client.shutdownOutput();
            long deadline = System.nanoTime() + GOODBYE_MILLIS * 1_000_000L;
            byte[] buffer = new byte[4096];
            int total = 0;
            int count = 0;
            int left;
            while (count >= 0
                    && total < GOODBYE_BYTES
                    && (left = (int) ((deadline - System.nanoTime()) / 1_000_000)) > 0) {
                client.setSoTimeout(left);
                count = client.getInputStream().read(buffer);
                total += count;
            }
        } catch (IOException e) {
            // The client did not wait for the reason.
        }
    }
}
