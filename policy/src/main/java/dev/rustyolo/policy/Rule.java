package dev.rustyolo.policy;

import java.util.List;
import java.util.Set;

/**
 * One line of an allow-list or a deny-list. Its text is {@code NAME}, {@code *.NAME}, {@code NAME:PORT} or {@code
 * *.NAME:PORT}.
 *
 * <p>{@code *.example.com} stands for every name below {@code example.com}, however deep, and not for {@code
 * example.com} itself. A wildcard needs at least two labels after it. Without a port, an allow rule means {@link
 * #STANDARD_PORTS} and a deny rule means every port.
 *
 * @param name the name, or what all names of a wildcard have in common
 * @param wildcard whether the rule is for the names below {@code name} instead of {@code name}
 * @param port the one port that the rule is for, or {@link #NO_PORT}
 */
public record Rule(DomainName name, boolean wildcard, int port) {
    /** The port of a rule that names none. */
    public static final int NO_PORT = 0;

    /** The highest TCP port. */
    public static final int MAX_PORT = 65_535;

    /** The one that no connection of the agent's ever leaves for. */
    static final int DNS_PORT = 53;

    /** The ports of an allow rule that names none: HTTPS, HTTP and SSH. */
    public static final Set<Integer> STANDARD_PORTS = Set.of(443, 80, 22);

    /**
     * Checks the parts against each other.
     *
     * @throws InvalidRuleException if the port is out of range or 53, or a wildcard is over a single label
     */
    public Rule {
        if (port < NO_PORT || port > MAX_PORT) {
            throw new InvalidRuleException(
                    RuleParser.format(name, wildcard, port),
                    "the port is not between 1 and " + MAX_PORT,
                    "write it like example.com:8443");
        }
        if (port == DNS_PORT) {
            throw new InvalidRuleException(
                    RuleParser.format(name, wildcard, port),
                    "port 53 is the gateway's own resolver's, whatever the name",
                    "names are looked up without a rule; say with --dns-servers which server is asked");
        }
        if (wildcard && name.ascii().indexOf('.') < 0) {
            throw new InvalidRuleException(
                    RuleParser.format(name, wildcard, port),
                    "a wildcard over a whole top-level domain is too wide",
                    "name at least two labels after it, like *.example." + name);
        }
    }

    /**
     * Reads a rule. The name is read as by {@link DomainName#parse}; the port is written in ASCII digits without sign
     * or leading zero.
     *
     * @param text the rule, without blanks around it
     * @return the rule
     * @throws InvalidRuleException if it is not a rule
     */
    public static Rule parse(String text) {
        return new RuleParser(text).parse();
    }

    /** {@return whether the rule names a port} */
    public boolean hasPort() {
        return port != NO_PORT;
    }

    /** {@return the ports that this rule opens as an allow rule, in the order in which to show them} */
    public List<Integer> allowedPorts() {
        return hasPort() ? List.of(port) : List.of(443, 80, 22);
    }

    // What a record has by itself is put together at its first use, see DomainName.

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule rule && rule.wildcard == wildcard && rule.port == port && rule.name.equals(name);
    }

    @Override
    public int hashCode() {
        return (name.hashCode() * 31 + port) * 2 + (wildcard ? 1 : 0);
    }

    /** {@return the canonical text: {@link #parse} makes an equal rule of it} */
    @Override
    public String toString() {
        return RuleParser.format(name, wildcard, port);
    }
}
