package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;

/** Two ends of one connection over the loopback device: the test's and the tested part's. */
record SocketPair(Socket test, Socket ours) implements AutoCloseable {
    static SocketPair open() {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Socket test = new Socket();
            test.connect(listener.getLocalAddress());
            // As the proxy accepts them: a channel's socket isn't the same as a socket.
            return new SocketPair(test, listener.accept().socket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What arrives at the tested part's end. */
    InputStream input() {
        try {
            return ours.getInputStream();
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
