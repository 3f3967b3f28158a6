package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Two ends of one connection over the loopback device: the test's and the tested part's. */
record SocketPair(Socket test, Socket ours) implements AutoCloseable {
    static SocketPair open() {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket test = new Socket();
            test.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
            return new SocketPair(test, listener.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        test.close();
        ours.close();
    }
}
