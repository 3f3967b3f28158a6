package dev.rustyolo.gateway.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The fixed addresses and ports inside the session's network namespace. {@code ruleset.nft} names the same ones.
 *
 * <p>The pool is the benchmarking range (RFC 2544), which is never routed. The canary's address is the IPv4 dummy
 * address (RFC 7600): nothing outside has it, so a probe to it harms nobody, and no rule mentions it, so what happens to
 * it is what happens to any real address.
 */
public final class Topology {
    public static final String POOL = "198.18.0.0/15";
    /** The first address of the pool, as an unsigned 32-bit number. */
    public static final int POOL_BASE = (198 << 24) | (18 << 16);

    public static final InetSocketAddress PROXY = new InetSocketAddress(literal("127.0.0.1"), 15001);
    public static final InetSocketAddress RESOLVER = new InetSocketAddress(literal("127.0.0.1"), 15053);
    public static final InetSocketAddress CANARY = new InetSocketAddress(literal("192.0.0.8"), 15099);
    /** Where the engine's own resolver listens on user-defined networks. */
    public static final InetAddress ENGINE_RESOLVER = literal("127.0.0.11");

    private Topology() {}

    /**
     * Is this an address inside the namespace: loopback, none, or of the pool? The gateway may connect to all of them, and
     * would so reach the engine's resolver, the agent's own servers, or itself, without end.
     */
    public static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean pool = bytes.length == Integer.BYTES && (bytes[0] & 0xff) == 198 && (bytes[1] & 0xfe) == 18;
        return pool || address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static Inet4Address literal(String text) {
        return Inet4Address.ofLiteral(text);
    }
}
