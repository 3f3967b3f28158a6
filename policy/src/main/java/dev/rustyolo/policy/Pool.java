package dev.rustyolo.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A range from which the gateway takes its synthetic addresses. It must lead nowhere for the machine that runs the
 * sandbox, so there is a short list to choose from; all are of the same size.
 */
public enum Pool {
    /** For benchmarks (RFC 2544), and never routed; but VPN clients hand such addresses out in place of real ones. */
    BENCHMARKING("198.18.0.0/15"),
    /** The end of what carriers share (RFC 6598); mesh VPNs take theirs from all of it. */
    SHARED("100.126.0.0/15"),
    /** The end of the largest private range (RFC 1918). */
    PRIVATE("10.254.0.0/15");

    @SuppressWarnings("ImmutableEnumChecker") // A record of an address without a name, which nothing changes.
    private final Cidr range;

    Pool(String range) {
        this.range = Cidr.parse(range);
    }

    /** {@return its addresses} */
    public Cidr range() {
        return range;
    }

    /**
     * {@return the pool with that very range, in its canonical text, if there is one}
     *
     * @param text a range
     */
    public static Optional<Pool> of(String text) {
        return Arrays.stream(values())
                .filter(pool -> pool.range.toString().equals(text))
                .findFirst();
    }

    /**
     * Chooses a pool.
     *
     * @param used addresses and ranges that mean something on the machine already
     * @return the first pool that none of them touches, if there is one
     */
    public static Optional<Pool> clearOf(List<Cidr> used) {
        return Arrays.stream(values())
                .filter(pool -> used.stream().noneMatch(pool.range::overlaps))
                .findFirst();
    }

    /** {@return whether the address is in any pool, whichever is in use} */
    public static boolean isInAny(InetAddress address) {
        return Arrays.stream(values()).anyMatch(pool -> pool.range.contains(address));
    }

    /** {@return the ranges of all, for a message} */
    public static String choice() {
        return Arrays.stream(values()).map(Pool::toString).collect(Collectors.joining(" or "));
    }

    /** {@return the canonical text of its range} */
    @Override
    public String toString() {
        return range.toString();
    }
}
