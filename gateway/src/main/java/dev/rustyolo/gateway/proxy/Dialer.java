package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.UpstreamResolver;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.AddressVerdict;
import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connects to the real server of a name: resolves it, drops the addresses the policy doesn't let it dial, and connects to
 * exactly one of those that were judged. Nothing is resolved a second time, so nothing can change in between.
 */
public final class Dialer {
    private static final int CONNECT_MILLIS = 10_000;
    private static final long ALL_CONNECTS_NANOS = 30_000_000_000L;

    /** Every address of the name is one that may not be dialled. */
    static final class RefusedAddressException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String message) {
            super(message);
        }
    }

    private final PolicyInForce policy;
    private final UpstreamResolver resolver;

    public Dialer(PolicyInForce policy, UpstreamResolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /**
     * Dials.
     *
     * @return a connected socket, the caller's to close
     * @throws RefusedAddressException when the name has only addresses that may not be dialled
     * @throws IOException when it can't be resolved or reached
     */
    Socket dial(DomainName name, int port) throws IOException {
        var permitted = new ArrayList<InetAddress>();
        String refusal = "";
        for (InetAddress address : resolver.resolve(name)) {
            if (policy.plan().isInside(address)) {
                refusal = "it is inside the sandbox's own network";
                continue;
            }
            switch (policy.judge(address)) {
                case AddressVerdict.Permitted() -> permitted.add(address);
                case AddressVerdict.Refused(String explanation) -> refusal = explanation;
            }
        }
        if (permitted.isEmpty()) {
            throw new RefusedAddressException(name.ascii() + " resolves to an address that is refused: " + refusal);
        }
        return connect(permitted, port);
    }

    /**
     * Dials an address that is allowed itself, whatever it is.
     *
     * @return a connected socket, the caller's to close
     * @throws RefusedAddressException when it isn't allowed on this port
     * @throws IOException when it can't be reached
     */
    Socket dialLiteral(InetAddress address, int port) throws IOException {
        if (!policy.allowsLiteral(address, port)) {
            throw new RefusedAddressException("no rule allows this address on this port");
        }
        return connect(List.of(address), port);
    }

    private static Socket connect(List<InetAddress> addresses, int port) throws IOException {
        IOException last = new IOException("no address was tried");
        long deadline = System.nanoTime() + ALL_CONNECTS_NANOS;
        for (InetAddress address : addresses) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            Socket socket = SocketChannel.open().socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(new InetSocketAddress(address, port), (int) Math.min(left, CONNECT_MILLIS));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }
}
