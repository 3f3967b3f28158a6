package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.Pool;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The fixed addresses and ports inside the session's network namespace. {@code ruleset.nft} names the same ones.
 *
 * <p>The canary's address is the IPv4 dummy address (RFC 7600): nothing outside has it, so a probe to it harms nobody, and
 * no rule mentions it, so what happens to it is what happens to any real address.
 */
public final class Topology {
    public static final InetSocketAddress PROXY = new InetSocketAddress(literal("127.0.0.1"), 15001);
    public static final InetSocketAddress RESOLVER = new InetSocketAddress(literal("127.0.0.1"), 15053);
    public static final InetSocketAddress CANARY = new InetSocketAddress(literal("192.0.0.8"), 15099);
    /** Where the engine's own resolver listens on user-defined networks. */
    public static final InetAddress ENGINE_RESOLVER = literal("127.0.0.11");

    private Topology() {}

    /** Is this an address as only a gateway would answer: loopback, none, or of any pool? */
    public static boolean isInside(InetAddress address) {
        return Pool.isInAny(address) || address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static Inet4Address literal(String text) {
        return Inet4Address.ofLiteral(text);
    }
}
