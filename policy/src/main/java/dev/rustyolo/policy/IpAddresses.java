package dev.rustyolo.policy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The text forms of IP addresses, in one spelling for each, and without ever asking a resolver. */
public final class IpAddresses {
    private static final String DECIMAL_OCTET = "(?:0|[1-9][0-9]{0,2})";
    private static final Pattern IPV4 =
            Pattern.compile(DECIMAL_OCTET + "\\." + DECIMAL_OCTET + "\\." + DECIMAL_OCTET + "\\." + DECIMAL_OCTET);
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}");
    private static final String EXAMPLES = "write it like 198.51.100.7 or 2001:db8::7";

    private IpAddresses() {}

    /**
     * Reads an address: four decimal numbers without leading zeros (RFC 6943 section 3.1.1, "strict"), or RFC 4291
     * section 2.2 forms 1 and 2. The other forms (octal, hexadecimal, fewer numbers, an IPv4 tail, a zone) mean
     * different things to different programs.
     *
     * @param text the address
     * @return the address, without a host name or a scope
     * @throws InvalidAddressException if it is not such an address
     */
    public static InetAddress parse(String text) {
        try {
            if (IPV4.matcher(text).matches()) {
                return Inet4Address.ofLiteral(text);
            }
            if (IPV6.matcher(text).matches() && Inet6Address.ofLiteral(text) instanceof Inet6Address address) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // falls through to the one message for everything that is not an address
        }
        throw new InvalidAddressException(text, "it is not in the plain form", EXAMPLES);
    }

    /**
     * Writes an address: dotted decimal, or the canonical form of RFC 5952 without a zone.
     *
     * @param address the address
     * @return its text, which {@link #parse} reads unless it is an IPv4-mapped address
     */
    public static String format(InetAddress address) {
        return address instanceof Inet6Address ? formatIpv6(address.getAddress()) : address.getHostAddress();
    }

    /** {@return the address with these 4 or 16 bytes; IPv4-mapped ones come out as IPv4} */
    public static InetAddress of(byte... bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not 4 or 16 bytes: " + bytes.length, e);
        }
    }

    /** {@return the IPv4 address in four bytes of a longer one} */
    static InetAddress ipv4At(byte[] bytes, int from) {
        return of(Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static String formatIpv6(byte[] bytes) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 2) {
            groups.add(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)));
        }
        int bestStart = 0;
        int bestLength = 0;
        for (int start = 0; start < groups.size(); start++) {
            int length =
                    (int) groups.stream().skip(start).takeWhile("0"::equals).count();
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        if (bestLength < 2) {
            return String.join(":", groups);
        }
        return String.join(":", groups.subList(0, bestStart))
                + "::"
                + String.join(":", groups.subList(bestStart + bestLength, groups.size()));
    }
}
