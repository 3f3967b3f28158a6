package dev.rustyolo.e2e.lab;

/**
 * Where things are in the lab. The ranges are kept for documentation (RFC 5737, RFC 3849), so nothing real is there;
 * the policy takes them for public.
 */
public final class Addresses {
    /** The lab's network. */
    public static final String SUBNET4 = "198.51.100.0/24";
    /** The lab's network. */
    public static final String SUBNET6 = "2001:db8:51::/64";
    /** The part of it that the engine gives to sessions; not its end, since Podman gives away the address of a broadcast. */
    public static final String POOL4 = "198.51.100.128/26";
    /** The machine that runs the engine, as containers see it. */
    public static final String HOST4 = "198.51.100.1";
    /** The machine that runs the engine, as containers see it. */
    public static final String HOST6 = "2001:db8:51::1";
    /** Every container's default router, which is the evil host. */
    public static final String ROUTER4 = "198.51.100.254";
    /** Every container's default router, which is the evil host. */
    public static final String ROUTER6 = "2001:db8:51::fe";
    /** The evil host. */
    public static final int EVIL = 66;
    /** The name server. */
    public static final int DNS = 53;
    /** The allowed origin. */
    public static final int ALLOWED = 80;
    /** The address that an allowed and an evil name share. */
    public static final int CDN = 90;
    /** The server for what is legal but odd. */
    public static final int EDGE = 88;
    /** An address that nobody has. */
    public static final int NOBODY = 77;
    /** The scripted model. */
    public static final int MODEL = 70;
    /** The container without a sandbox. */
    public static final int CONTROL = 99;

    private Addresses() {}

    /** Returns a node's IPv4 address. */
    public static String v4(int node) {
        return "198.51.100." + node;
    }

    /** Returns a node's IPv6 address. */
    public static String v6(int node) {
        return "2001:db8:51::" + node;
    }
}
