package dev.rustyolo.gateway.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * One listener for every address and port of the pool (ip(7), IP_TRANSPARENT): the rules hand it each connection, and an
 * accepted socket's local address is the synthetic address and port the client asked for.
 *
 * <p>Java can't set the option, but it can adopt a listener that stands on descriptor 0. {@link
 * System#inheritedChannel()} points 0, 1 and 2 at /dev/null while it does, so they are kept aside and put back.
 */
final class TransparentListener {
    private static final int BACKLOG = 4096;

    private TransparentListener() {}

    static ServerSocketChannel open(Libc libc) {
        int listener = libc.call("socket", Libc.AF_INET, Libc.SOCK_STREAM, 0);
        libc.switchOn(listener, Libc.SOL_SOCKET, Libc.SO_REUSEADDR);
        libc.switchOn(listener, Libc.SOL_IP, Libc.IP_TRANSPARENT);
        return listen(libc, listener, Topology.PROXY);
    }

    /** Makes a bare socket Java's. */
    static ServerSocketChannel listen(Libc libc, int listener, InetSocketAddress address) {
        libc.bind(listener, address.getAddress().getAddress(), address.getPort());
        libc.call("listen", listener, BACKLOG);

        int[] kept = {libc.call("dup", 0), libc.call("dup", 1), libc.call("dup", 2)};
        libc.call("dup2", listener, 0);
        libc.call("close", listener);
        try {
            if (System.inheritedChannel() instanceof ServerSocketChannel channel) {
                return channel;
            }
            throw new KernelException("the transparent listener was not adopted");
        } catch (IOException e) {
            throw new KernelException("the transparent listener was not adopted", e);
        } finally {
            for (int i = 0; i < kept.length; i++) {
                libc.call("dup2", kept[i], i);
                libc.call("close", kept[i]);
            }
        }
    }
}
