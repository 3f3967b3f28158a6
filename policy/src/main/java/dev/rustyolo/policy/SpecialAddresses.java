package dev.rustyolo.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is not the public internet: the tables behind {@link UpstreamAddresses}, after the IANA special-purpose address
 * registries (RFC 6890). Documentation ranges are missing on purpose: nothing real is there, and tests are.
 */
final class SpecialAddresses {
    /** A range and what it is, as a noun. */
    private record Special(Cidr range, String what) {}

    /** Addresses at which clouds hand out credentials or instance data to whoever asks. */
    private static final List<InetAddress> METADATA = List.of(
            IpAddresses.parse("169.254.169.254"), // most clouds
            IpAddresses.parse("169.254.170.2"), // AWS, credentials of a container task
            IpAddresses.parse("169.254.170.23"), // AWS, credentials of a Kubernetes pod
            IpAddresses.parse("100.100.100.200"), // Alibaba
            IpAddresses.parse("168.63.129.16"), // Azure
            IpAddresses.parse("192.0.0.192"), // Oracle, formerly
            IpAddresses.parse("fd00:ec2::254"), // AWS
            IpAddresses.parse("fd00:ec2::23"), // AWS, credentials of a Kubernetes pod
            IpAddresses.parse("fd20:ce::254")); // Google

    private static final List<Special> SPECIAL = List.of(
            special("0.0.0.0/8", "an address of this host (RFC 1122)"),
            special("10.0.0.0/8", "a private address (RFC 1918)"),
            special("100.64.0.0/10", "a shared carrier address (RFC 6598)"),
            special("127.0.0.0/8", "a loopback address (RFC 1122)"),
            special("169.254.0.0/16", "a link-local address (RFC 3927)"),
            special("172.16.0.0/12", "a private address (RFC 1918)"),
            special("192.0.0.0/24", "a protocol assignment (RFC 6890)"),
            special("192.168.0.0/16", "a private address (RFC 1918)"),
            special("198.18.0.0/15", "a benchmarking address (RFC 2544)"),
            special("224.0.0.0/4", "a multicast address (RFC 5771)"),
            special("255.255.255.255/32", "the broadcast address (RFC 919)"),
            special("240.0.0.0/4", "a reserved address (RFC 1112)"),
            special("::/128", "the unspecified address (RFC 4291)"),
            special("::1/128", "the loopback address (RFC 4291)"),
            special("::/96", "an IPv4-compatible address (RFC 4291)"),
            special("64:ff9b:1::/48", "an address of a local NAT64 (RFC 8215)"),
            special("2001:2::/48", "a benchmarking address (RFC 5180)"),
            special("fc00::/7", "a unique local address (RFC 4193)"),
            special("fe80::/10", "a link-local address (RFC 4291)"),
            special("fec0::/10", "a site-local address (RFC 3879)"),
            special("ff00::/8", "a multicast address (RFC 4291)"));

    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
    private static final Cidr TEREDO = Cidr.parse("2001::/32");
    private static final Cidr COMPATIBLE = Cidr.parse("::/96");
    /** All that is handed out of IPv6 for use on the internet (RFC 4291 section 2.4, IANA). */
    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

    private SpecialAddresses() {}

    static boolean isMetadata(InetAddress address) {
        return METADATA.contains(address);
    }

    /** {@return a metadata service's address in the range, if there is one} */
    static Optional<InetAddress> metadataIn(Cidr range) {
        return METADATA.stream().filter(range::contains).findFirst();
    }

    /** {@return what the address is, as a noun, if it is not a public one; addresses embedded in it don't count} */
    static Optional<String> describe(InetAddress address) {
        return SPECIAL.stream()
                .filter(special -> special.range.contains(address))
                .map(Special::what)
                .findFirst()
                .or(() ->
                        isPublic(address) ? Optional.empty() : Optional.of("not a global unicast address (RFC 4291)"));
    }

    /** {@return the IPv4 addresses that packets for this address may end up at} */
    static List<InetAddress> embeddedIn(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<InetAddress> embedded = new ArrayList<>();
        // RFC 6052 section 2.2 for a /96; in a local NAT64 prefix of another length these bits are zero, hence refused.
        boolean compatible =
                COMPATIBLE.contains(address) && !address.isLoopbackAddress() && !address.isAnyLocalAddress();
        if (NAT64.contains(address) || LOCAL_NAT64.contains(address) || compatible) {
            embedded.add(IpAddresses.ipv4At(bytes, 12));
        }
        if (SIX_TO_FOUR.contains(address)) { // RFC 3056 section 2
            embedded.add(IpAddresses.ipv4At(bytes, 2));
        }
        if (TEREDO.contains(address)) { // RFC 4380 section 4: the server, and the client with its bits inverted
            embedded.add(IpAddresses.ipv4At(bytes, 4));
            byte[] inverted = Arrays.copyOfRange(bytes, 12, 16);
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) ~inverted[i];
            }
            embedded.add(IpAddresses.of(inverted));
        }
        return List.copyOf(embedded);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address || GLOBAL_UNICAST.contains(address) || NAT64.contains(address);
    }

    private static Special special(String range, String what) {
        return new Special(Cidr.parse(range), what);
    }
}
