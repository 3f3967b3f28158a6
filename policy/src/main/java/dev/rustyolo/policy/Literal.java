package dev.rustyolo.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An allow rule for addresses instead of a name: {@code ADDRESS:PORT} or {@code ADDRESS/LENGTH:PORT}, IPv4 only. What is
 * said on such a connection is not looked at, and no name is resolved for it.
 *
 * @param range the addresses, at most those of a /16
 * @param port the one TCP port
 */
public record Literal(Cidr range, int port) {
    /** The shortest prefix that is taken. */
    public static final int SHORTEST_PREFIX = 16;

    private static final String EXAMPLES = "write it like 198.51.100.7:5432 or 10.1.2.0/24:22";

    private static final Pattern IPV4 = Pattern.compile("[0-9./]+(:.*)?", Pattern.DOTALL);
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:./]+");

    /** Nothing that a connection could be for is there, or it is the sandbox itself. */
    private static final List<Cidr> NOWHERE = List.of(
            Cidr.parse("0.0.0.0/8"), Cidr.parse("127.0.0.0/8"), Cidr.parse("192.0.0.0/24"), Cidr.parse("224.0.0.0/3"));

    /**
     * Checks the parts against each other.
     *
     * @throws InvalidRuleException if it is too wide or leads nowhere
     */
    public Literal {
        String text = format(range, port);
        if (!(range.network() instanceof Inet4Address)) {
            throw noIpv6(text);
        }
        if (port < 1 || port > Rule.MAX_PORT) {
            throw new InvalidRuleException(text, "the port is not between 1 and " + Rule.MAX_PORT, EXAMPLES);
        }
        if (port == Rule.DNS_PORT) {
            throw new InvalidRuleException(
                    text,
                    "port 53 is the gateway's own resolver's, whatever the address",
                    "say with --dns-servers which server it asks");
        }
        if (range.prefixLength() < SHORTEST_PREFIX) {
            throw new InvalidRuleException(
                    text,
                    "it is wider than a /" + SHORTEST_PREFIX,
                    "list the addresses that are needed, or better: names");
        }
        if (NOWHERE.stream().anyMatch(range::overlaps)) {
            throw new InvalidRuleException(
                    text, "nothing outside of the sandbox has such an address", "check the address");
        }
        Optional<InetAddress> metadata = SpecialAddresses.metadataIn(range);
        if (metadata.isPresent() && !range.isSingleAddress()) {
            String single = IpAddresses.format(metadata.get());
            throw new InvalidRuleException(
                    text,
                    "it contains " + single + ", the metadata service of a cloud",
                    "list smaller ranges beside it, and the service only if it is meant: " + single + ":" + port);
        }
    }

    /**
     * {@return whether the text can only be meant as an address, so that {@link #parse} has the better message}
     *
     * @param text a word of an allow-list
     */
    public static boolean looksLikeOne(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 && (text.isEmpty() || Ascii.isLowerCaseLetter(text.charAt(0)))) {
            return false;
        }
        boolean colons = colon != text.lastIndexOf(':');
        return IPV4.matcher(text).matches()
                || text.startsWith("[")
                || (colons && IPV6.matcher(text).matches());
    }

    /**
     * Reads one.
     *
     * @param text the rule, without blanks around it
     * @return the rule
     * @throws InvalidRuleException if it is not such a rule
     */
    public static Literal parse(String text) {
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[") || colon != text.indexOf(':')) {
            throw noIpv6(text);
        }
        if (colon < 0) {
            throw new InvalidRuleException(text, "an address needs a port", EXAMPLES);
        }
        int port = Ascii.number(text.substring(colon + 1), Rule.MAX_PORT)
                .orElseThrow(() -> new InvalidRuleException(
                        text,
                        Text.quote(text.substring(colon + 1)) + " is not a port from 1 to " + Rule.MAX_PORT,
                        EXAMPLES));
        String range = text.substring(0, colon);
        try {
            return new Literal(Cidr.parse(range.indexOf('/') < 0 ? range + "/32" : range), port);
        } catch (InvalidCidrException e) {
            throw new InvalidRuleException(text, e.problem(), e.remedy());
        }
    }

    /** {@return whether it allows this very address and port} */
    public boolean allows(InetAddress address, int wanted) {
        return wanted == port && range.contains(address);
    }

    private static InvalidRuleException noIpv6(String text) {
        return new InvalidRuleException(
                text,
                "the sandbox has no IPv6, so no IPv6 address can be allowed",
                "allow a name of the server: the gateway reaches it over IPv6, too");
    }

    private static String format(Cidr range, int port) {
        return (range.isSingleAddress() ? IpAddresses.format(range.network()) : range.toString()) + ":" + port;
    }

    /** {@return the canonical text: {@link #parse} makes an equal rule of it} */
    @Override
    public String toString() {
        return format(range, port);
    }
}
