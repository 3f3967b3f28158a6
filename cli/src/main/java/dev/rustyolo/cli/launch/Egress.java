package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.InvalidAddressException;
import dev.rustyolo.policy.InvalidCidrException;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the sandbox may reach, and how the gateway gets there.
 *
 * @param agentRules rules that come with the agent
 * @param userRules rules the person gave
 * @param denyRules what is refused all the same
 * @param offline is nothing to be reachable at all?
 * @param dnsServers numeric addresses of the servers that resolve allowed names; none for the gateway's own
 * @param allowPrivate ranges that may be reached although they aren't public
 * @param network the engine's network for the gateway; empty for its default
 * @param warnings what the person should know about their rules
 */
record Egress(
        List<Rule> agentRules,
        List<Rule> userRules,
        List<Rule> denyRules,
        boolean offline,
        List<String> dnsServers,
        List<Cidr> allowPrivate,
        String network,
        List<String> warnings) {

    /** The variable that many scripts set; it adds to the option. */
    private static final String TRUSTED_DOMAINS = "TRUSTED_DOMAINS";

    /** @throws CliException when a value isn't what it should be */
    static Egress of(NetworkRequest request, List<String> agentDomains, Host host) {
        if (request.offline() && !request.allow().isEmpty()) {
            throw CliException.usage("--offline and --allow-domains contradict each other", "leave one of the two out");
        }
        List<String> allow = new ArrayList<>(request.allow());
        allow.add(host.variable(TRUSTED_DOMAINS));
        List<Rule> user = request.offline() ? List.of() : rules(allow, "--allow-domains");
        List<Rule> agent = request.offline() ? List.of() : rules(agentDomains, "the agent's domains");
        return new Egress(
                agent,
                user,
                rules(request.deny(), "--deny-domains"),
                request.offline(),
                dnsServers(request.dnsServers(), host),
                ranges(request.allowPrivate()),
                NetworkName.check(request.network()),
                PublicSuffixes.check(user));
    }

    /** All allow rules, each once. */
    List<Rule> allowRules() {
        Set<Rule> rules = new LinkedHashSet<>(agentRules);
        rules.addAll(userRules);
        return List.copyOf(rules);
    }

    Policy policy() {
        return Policy.of(allowRules(), denyRules);
    }

    static List<String> texts(List<?> values) {
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            texts.add(value.toString());
        }
        return List.copyOf(texts);
    }

    private static List<Rule> rules(List<String> values, String option) {
        Set<Rule> rules = new LinkedHashSet<>();
        for (String word : Words.in(values)) {
            try {
                rules.add(Rule.parse(word));
            } catch (InvalidRuleException e) {
                throw CliException.usage(option + ": " + e.problem(), e.remedy());
            } catch (InvalidNameException e) {
                throw CliException.usage(option + ": " + e.problem(), e.remedy());
            }
        }
        return List.copyOf(rules);
    }

    private static List<String> dnsServers(List<String> values, Host host) {
        List<String> servers = new ArrayList<>();
        for (String word : Words.in(values)) {
            try {
                servers.add(IpAddresses.format(IpAddresses.parse(word)));
            } catch (InvalidAddressException e) {
                throw CliException.usage("--dns-servers: " + e.problem(), e.remedy());
            }
        }
        return servers.isEmpty() ? HostResolvers.find(host) : List.copyOf(servers);
    }

    private static List<Cidr> ranges(List<String> values) {
        List<Cidr> ranges = new ArrayList<>();
        for (String word : Words.in(values)) {
            try {
                ranges.add(Cidr.parse(word));
            } catch (InvalidCidrException e) {
                throw CliException.usage("--allow-private: " + e.problem(), e.remedy());
            }
        }
        return List.copyOf(ranges);
    }
}
