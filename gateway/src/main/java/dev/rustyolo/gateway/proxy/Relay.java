package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries bytes both ways until both sides have ended, each direction by itself: one side's end is passed on as an end
 * (shutdown(2)), a reset as a reset. There is no limit on silence; TCP keep-alive finds the peer that is really gone.
 */
final class Relay {
    private static final int BUFFER = 16 * 1024;
    private static final int AFTERMATH_MILLIS = 60_000;

    private final Socket client;
    private final Socket server;
    private final ServerHellos serverHellos = new ServerHellos();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean uploaded;

    Relay(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    /** The server's side, the caller's to close. */
    Socket server() {
        return server;
    }

    /** Knows how the server has answered, if it speaks TLS. */
    ServerHellos serverHellos() {
        return serverHellos;
    }

    /** Bytes of the agent that the server's socket has taken. */
    long sent() {
        return sent.get();
    }

    /** Bytes of the server that the agent's socket has taken. */
    long received() {
        return received.get();
    }

    /** Has everything the client will ever send been given to the server's socket? */
    boolean uploaded() {
        return uploaded;
    }

    /** Sends bytes to the server, for what a gate has read. */
    void forward(byte[] bytes) throws IOException {
        server.getOutputStream().write(bytes);
        sent.addAndGet(bytes.length);
    }

    /** Sends bytes to the client, for what a gate has read of the server. */
    void back(byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        received.addAndGet(bytes.length);
    }

    /**
     * Client to server until the client's end.
     *
     * @param fromClient what the client sends; an exception while it is read resets the server's side
     */
    void upload(InputStream fromClient) {
        byte[] buffer = new byte[BUFFER];
        try {
            OutputStream toServer = server.getOutputStream();
            while (true) {
                int count;
                try {
                    count = fromClient.read(buffer);
                } catch (IOException e) {
                    Sockets.reset(server);
                    return;
                }
                if (count < 0) {
                    server.shutdownOutput();
                    return;
                }
                toServer.write(buffer, 0, count);
                sent.addAndGet(count);
            }
        } catch (IOException e) {
            // The server takes no more. What it has to say to that still goes to the client.
        } finally {
            uploaded = true;
        }
    }

    /** Server to client until the server's end. */
    void download() {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream fromServer = server.getInputStream();
            int count;
            while ((count = fromServer.read(buffer)) >= 0) {
                serverHellos.show(buffer, count);
                try {
                    client.getOutputStream().write(buffer, 0, count);
                } catch (IOException e) {
                    readOn(fromServer, buffer);
                    return;
                }
                received.addAndGet(count);
            }
            client.shutdownOutput();
        } catch (IOException e) {
            Sockets.reset(client);
        }
    }

    /**
     * The client is gone but what it sent may still be on its way: closing the server's socket over unread bytes would
     * reset the connection and lose the end of it.
     */
    private void readOn(InputStream fromServer, byte[] buffer) throws IOException {
        long limit = System.nanoTime() + AFTERMATH_MILLIS * 1_000_000L;
        int left;
        int count = 0;
        while (count >= 0 && (left = (int) ((limit - System.nanoTime()) / 1_000_000)) > 0) {
            server.setSoTimeout(left);
            count = fromServer.read(buffer);
        }
    }
}
