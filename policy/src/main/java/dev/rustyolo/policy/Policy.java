package dev.rustyolo.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An allow-list and a deny-list, ready to judge. What no allow rule allows is refused, an empty policy refuses
 * everything, and a deny rule beats every allow rule. Immutable, so safe for use by many threads.
 */
public final class Policy {
    private final RuleTrie allow;
    private final RuleTrie deny;

    private Policy(Collection<Rule> allow, Collection<Rule> deny) {
        this.allow = new RuleTrie(allow);
        this.deny = new RuleTrie(deny);
    }

    /**
     * Makes a policy of rules. Their order has no meaning and doing it twice no effect.
     *
     * @param allow what is allowed
     * @param deny what is refused all the same
     * @return the policy
     */
    public static Policy of(Collection<Rule> allow, Collection<Rule> deny) {
        return new Policy(allow, deny);
    }

    /** {@return the policy that refuses everything} */
    public static Policy denyAll() {
        return new Policy(List.of(), List.of());
    }

    /**
     * Judges a connection. The time this takes depends on the name's length and not on the number of rules.
     *
     * @param name the name that the connection is for
     * @param port the TCP port, 1 to 65535
     * @return the verdict
     * @throws IllegalArgumentException if the port is out of range
     */
    public Verdict judge(DomainName name, int port) {
        if (port <= Rule.NO_PORT || port > Rule.MAX_PORT) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
        Optional<Rule> denied = denyRule(name, port);
        if (denied.isPresent()) {
            return denied(name + ":" + port, denied.get());
        }
        List<Map<Integer, Rule>> found = allow.find(name);
        return found.stream()
                .flatMap(rules -> on(rules, port, Rule.STANDARD_PORTS.contains(port)).stream())
                .findFirst()
                .<Verdict>map(Verdict.Allow::new)
                .orElseGet(() -> found.isEmpty() ? notListed(name, port) : portNotListed(name, port, found));
    }

    /**
     * Judges whether a name may be resolved: whether {@link #judge} allows it on any port.
     *
     * @param name the name that is asked for
     * @return the verdict; an {@link Verdict.Allow} carries a rule of one of the ports
     */
    public Verdict judgeName(DomainName name) {
        List<Map<Integer, Rule>> found = allow.find(name);
        if (found.isEmpty()) {
            return denyRule(name, Rule.NO_PORT)
                    .map(rule -> denied(name.ascii(), rule))
                    .orElseGet(() -> notListed(name, Rule.NO_PORT));
        }
        Optional<Rule> denied = Optional.empty();
        for (Map<Integer, Rule> rules : found) {
            for (Rule rule : rules.values()) {
                for (int port : rule.allowedPorts()) {
                    denied = denyRule(name, port);
                    if (denied.isEmpty()) {
                        return new Verdict.Allow(rule);
                    }
                }
            }
        }
        return denied(name.ascii(), denied.orElseThrow());
    }

    private Optional<Rule> denyRule(DomainName name, int port) {
        return deny.find(name).stream()
                .flatMap(rules -> on(rules, port, true).stream())
                .findFirst();
    }

    /** {@return the rule for this very port or, where that counts, the one without a port} */
    private static Optional<Rule> on(Map<Integer, Rule> rules, int port, boolean orWithoutPort) {
        Optional<Rule> exact = Optional.ofNullable(rules.get(port));
        return orWithoutPort ? exact.or(() -> Optional.ofNullable(rules.get(Rule.NO_PORT))) : exact;
    }

    private static Verdict denied(String what, Rule rule) {
        return new Verdict.Deny(
                Reason.DENY_RULE,
                "the deny rule " + rule + " refuses " + what + "; to allow it, take the rule out of --deny-domains");
    }

    private static Verdict notListed(DomainName name, int port) {
        return new Verdict.Deny(
                Reason.NOT_LISTED, "no rule allows " + name + "; --allow-domains " + suggestion(name, port) + " would");
    }

    private static Verdict portNotListed(DomainName name, int port, List<Map<Integer, Rule>> found) {
        TreeSet<Integer> ports = found.stream()
                .flatMap(rules -> rules.values().stream())
                .flatMap(rule -> rule.allowedPorts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        String some = ports.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
        return new Verdict.Deny(
                Reason.PORT_NOT_LISTED,
                name + " is allowed on port " + some + (ports.size() > 10 ? ", ..." : "") + ", not on " + port
                        + "; --allow-domains " + suggestion(name, port) + " would allow it");
    }

    private static String suggestion(DomainName name, int port) {
        boolean standard = port == Rule.NO_PORT || Rule.STANDARD_PORTS.contains(port);
        return RuleParser.format(name, false, standard ? Rule.NO_PORT : port);
    }
}
