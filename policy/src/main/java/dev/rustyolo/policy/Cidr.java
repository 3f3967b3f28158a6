package dev.rustyolo.policy;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A range of addresses (RFC 4632, RFC 4291 section 2.3). A range of IPv4 contains no IPv6 address and the other way
 * round.
 *
 * @param network the first address, whose host bits are zero
 * @param prefixLength how many leading bits all addresses of the range have in common: 0 to 32, or 0 to 128 for IPv6
 */
public record Cidr(InetAddress network, int prefixLength) {
    private static final int MAX_BITS = 128;
    private static final String EXAMPLES = "write it like 10.0.0.0/8, 10.1.2.3/32 or fd00:1234::/32";

    /**
     * Checks the parts against each other.
     *
     * @throws InvalidCidrException if the length is out of range or a host bit is set
     */
    public Cidr {
        String text = IpAddresses.format(network) + "/" + prefixLength;
        int bits = network.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new InvalidCidrException(text, "the prefix length is not between 0 and " + bits, EXAMPLES);
        }
        InetAddress first = firstOf(network, prefixLength);
        if (!first.equals(network)) {
            throw new InvalidCidrException(
                    text,
                    "it has bits after the first " + prefixLength,
                    "write " + IpAddresses.format(first) + "/" + prefixLength + " for the range or "
                            + IpAddresses.format(network) + "/" + bits + " for the one address");
        }
        // An equal address without the host name or the scope that the given one may carry.
        network = first;
    }

    /**
     * Reads a range.
     *
     * @param text an address as {@link IpAddresses#parse} takes it, a slash, and the length in ASCII digits
     * @return the range
     * @throws InvalidCidrException if it is not a range
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidCidrException(text, "it has no prefix length", EXAMPLES);
        }
        InetAddress network;
        try {
            network = IpAddresses.parse(text.substring(0, slash));
        } catch (InvalidAddressException e) {
            throw new InvalidCidrException(text, e.problem(), EXAMPLES);
        }
        return new Cidr(
                network,
                Ascii.number(text.substring(slash + 1), MAX_BITS)
                        .orElseThrow(() -> new InvalidCidrException(
                                text, "the prefix length is not a number from 0 to " + MAX_BITS, EXAMPLES)));
    }

    /**
     * {@return whether the range contains the address}
     *
     * @param address the address; one of the other version is in no range, a scope is ignored
     */
    public boolean contains(InetAddress address) {
        return address.getAddress().length == network.getAddress().length
                && firstOf(address, prefixLength).equals(network);
    }

    /** {@return whether an address is in both ranges} */
    public boolean overlaps(Cidr other) {
        return contains(other.network()) || other.contains(network);
    }

    /** {@return whether the range is a single address} */
    public boolean isSingleAddress() {
        return prefixLength == (network instanceof Inet4Address ? 32 : 128);
    }

    private static InetAddress firstOf(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(prefixLength - i * 8L, 0, 8);
            bytes[i] &= (byte) (0xff00 >> kept);
        }
        return IpAddresses.of(bytes);
    }

    /** {@return the canonical text: {@link #parse} makes an equal range of it} */
    @Override
    public String toString() {
        return IpAddresses.format(network) + "/" + prefixLength;
    }
}
