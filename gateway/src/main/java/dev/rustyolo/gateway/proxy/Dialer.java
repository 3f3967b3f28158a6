package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.UpstreamResolver;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.AddressVerdict;
import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Connects to the real server of a name: resolves it, drops the addresses the policy doesn't let it dial, and connects to
 * exactly one of those that were judged. Nothing is resolved a second time, so nothing can change in between.
 */
public final class Dialer {
    /** Every address of the name is one that may not be dialled. */
    static final class RefusedAddressException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String message) {
            super(message);
        }
    }

    private final PolicyInForce policy;
    private final UpstreamResolver resolver;
    private final HappyEyeballs connecting;

    public Dialer(PolicyInForce policy, UpstreamResolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
        this.connecting = new HappyEyeballs(java.net.Socket::connect);
    }

    /**
     * Dials.
     *
     * @return a connected socket, the caller's to close
     * @throws RefusedAddressException when the name has only addresses that may not be dialled
     * @throws IOException when it can't be resolved or reached
     */
    Socket dial(DomainName name, int port) throws IOException {
        UpstreamResolver.Addresses first = resolver.resolve(name);
        try {
            return connecting.connect(permitted(name, first.found()), port);
        } catch (IOException e) {
            if (first.whole()) {
                throw e;
            }
            // The answer for the other family was late, and may be the one that leads somewhere.
            var late = new ArrayList<>(resolver.resolveWhole(name).found());
            late.removeAll(first.found());
            if (late.isEmpty()) {
                throw e;
            }
            return connecting.connect(permitted(name, late), port);
        }
    }

    private List<InetAddress> permitted(DomainName name, List<InetAddress> addresses) throws RefusedAddressException {
        var permitted = new ArrayList<InetAddress>();
        String refusal = "";
        for (InetAddress address : addresses) {
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
        return permitted;
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
        return connecting.connect(List.of(address), port);
    }
}
