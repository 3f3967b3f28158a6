package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.InvalidAddressException;
import dev.rustyolo.policy.InvalidCidrException;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.policy.Pool;
import dev.rustyolo.policy.Rule;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the sandbox may reach, and how the gateway gets there.
 *
 * @param agentRules rules that come with the agent
 * @param userRules rules the person gave
 * @param allowRules both, each once
 * @param denyRules what is refused all the same
 * @param offline is nothing to be reachable at all?
 * @param dnsServers numeric addresses of the servers that resolve allowed names; none for the gateway's own
 * @param allowPrivate ranges that may be reached although they aren't public
 * @param network the engine's network for the gateway; empty for its default
 * @param plan the addresses inside the sandbox, and those that are allowed without a name
 * @param warnings what the person should know about their rules
 */
record Egress(
        List<Rule> agentRules,
        List<Rule> userRules,
        List<Rule> allowRules,
        List<Rule> denyRules,
        boolean offline,
        List<String> dnsServers,
        List<Cidr> allowPrivate,
        String network,
        AddressPlan plan,
        List<String> warnings) {

    /** Stands for the servers that would be asked anyway. The sandbox itself asks none, whatever is said here. */
    private static final String ANY_SERVER = "any";

    /** @throws CliException when a value isn't what it should be */
    static Egress of(NetworkRequest request, List<String> agentDomains, Host host) {
        if (request.offline() && !request.allow().isEmpty()) {
            throw CliException.usage("--offline and --allow-domains contradict each other", "leave one of the two out");
        }
        List<String> allow = new ArrayList<>(request.allow());
        allow.add(host.variable(NetworkRequest.TRUSTED_DOMAINS));
        AllowList allowed = AllowList.of(request.offline() ? List.of() : allow);
        List<Rule> agent = request.offline() ? List.of() : rules(agentDomains, "the agent's domains");
        InsideAddresses inside = InsideAddresses.of(request.pool(), allowed.literals(), host);
        List<String> warnings = new ArrayList<>(inside.warnings());
        warnings.addAll(PublicSuffixes.check(allowed.rules()));
        List<String> servers = dnsServers(request.dnsServers(), host);
        if (servers.isEmpty() && !request.offline()) {
            warnings.add("no DNS server of this machine can be reached from a container, so allowed names are asked of"
                    + " whatever the engine knows, if it knows one; say which with --dns-servers");
        }
        return new Egress(
                agent,
                allowed.rules(),
                together(agent, allowed.rules()),
                rules(denied(request.deny()), "--deny-domains"),
                request.offline(),
                servers,
                ranges(request.allowPrivate()),
                NetworkName.check(request.network()),
                inside.plan(),
                warnings);
    }

    private static List<Rule> together(List<Rule> agent, List<Rule> user) {
        if (agent.isEmpty()) {
            return user;
        }
        Set<Rule> rules = new LinkedHashSet<>(agent);
        rules.addAll(user);
        return List.copyOf(rules);
    }

    Policy policy() {
        return Policy.of(allowRules, denyRules);
    }

    static List<String> texts(List<?> values) {
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            texts.add(value.toString());
        }
        return List.copyOf(texts);
    }

    /** The ranges that may be dialled although they aren't public: also the usual pool, when another is in use. */
    List<Cidr> dialable() {
        List<Cidr> ranges = new ArrayList<>(allowPrivate);
        if (plan.pool() != Pool.BENCHMARKING) {
            // Whoever needs another pool has a resolver that hands these addresses out.
            ranges.add(Pool.BENCHMARKING.range());
        }
        return List.copyOf(ranges);
    }

    static List<String> denied(List<String> values) {
        List<String> words = Words.in(values);
        for (String word : words) {
            if (Literal.looksLikeOne(word)) {
                throw CliException.usage(
                        "--deny-domains: " + Text.quote(word) + " is an address, and only names can be denied",
                        "leave it out: no address can be reached unless --allow-domains lists it");
            }
        }
        return words;
    }

    static List<Rule> rules(List<String> words, String option) {
        Set<Rule> rules = new LinkedHashSet<>();
        for (String word : words) {
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
        List<String> servers = addresses(values);
        return servers.isEmpty() ? HostResolvers.find(host) : servers;
    }

    static List<String> addresses(List<String> values) {
        List<String> servers = new ArrayList<>();
        List<String> words = Words.in(values);
        if (words.equals(List.of(ANY_SERVER))) {
            return List.of();
        }
        for (String word : words) {
            try {
                servers.add(IpAddresses.format(IpAddresses.parse(word)));
            } catch (InvalidAddressException e) {
                throw CliException.usage("--dns-servers: " + e.problem(), e.remedy());
            }
        }
        return List.copyOf(servers);
    }

    static List<Cidr> ranges(List<String> values) {
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
