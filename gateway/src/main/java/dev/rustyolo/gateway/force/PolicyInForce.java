package dev.rustyolo.gateway.force;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.AddressVerdict;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.policy.Rule;
import dev.rustyolo.policy.UpstreamAddresses;
import dev.rustyolo.policy.Verdict;
import dev.rustyolo.protocol.Command;
import java.net.InetAddress;
import java.util.List;

/**
 * What every part of the gateway asks before it does anything. The whole of it is replaced at once, so that nobody ever
 * sees half of one policy and half of another.
 */
public final class PolicyInForce {
    /** The name under which the agent reaches the gateway itself, which says there what the sandbox allows. */
    public static final DomainName GATEWAY_NAME = DomainName.parse("gateway.rustyolo.internal");

    private record Snapshot(
            Policy policy, UpstreamAddresses addresses, List<InetAddress> resolvers, boolean literals) {}

    private final AddressPlan plan;
    private volatile Snapshot snapshot =
            new Snapshot(Policy.denyAll(), new UpstreamAddresses(List.of(), List.of()), List.of(), false);

    /** No policy yet, and no addresses to be allowed later. */
    public PolicyInForce() {
        this(AddressPlan.DEFAULT);
    }

    /**
     * No policy yet.
     *
     * @param plan the addresses to be allowed beside names, once there is one: the kernel's rules are made for them at the
     *     start, when there are still the privileges for it
     */
    public PolicyInForce(AddressPlan plan) {
        this.plan = plan;
    }

    /**
     * Puts a policy in force.
     *
     * @param start the policy as the CLI sent it; judged again here, since what is dialled is decided here
     * @param fallbackResolvers used when it names no resolver
     * @throws IllegalArgumentException when any part of it isn't valid; the one in force before stays
     */
    public void replace(Command.Start start, List<InetAddress> fallbackResolvers) {
        List<InetAddress> resolvers =
                start.dnsServers().stream().map(InetAddress::ofLiteral).toList();
        snapshot = new Snapshot(
                Policy.of(
                        start.allow().stream().map(Rule::parse).toList(),
                        start.deny().stream().map(Rule::parse).toList()),
                new UpstreamAddresses(
                        start.allowPrivate().stream().map(Cidr::parse).toList(),
                        start.machine().stream().map(InetAddress::ofLiteral).toList()),
                resolvers.isEmpty() ? fallbackResolvers : resolvers,
                true);
    }

    /** May this name be reached on this port? */
    public Verdict judge(DomainName name, int port) {
        return snapshot.policy().judge(name, port);
    }

    /** May this name be resolved, because some port of it may be reached? */
    public Verdict judgeName(DomainName name) {
        return snapshot.policy().judgeName(name);
    }

    /** May this real address be reached on this port, although no name leads to it? */
    public boolean allowsLiteral(InetAddress address, int port) {
        return snapshot.literals() && plan.allows(address, port);
    }

    /** The addresses inside the sandbox. */
    public AddressPlan plan() {
        return plan;
    }

    /** May the gateway dial this real address? */
    public AddressVerdict judge(InetAddress address) {
        return snapshot.addresses().judge(address);
    }

    /** The real resolvers, in the order to ask them; empty when there is none. */
    public List<InetAddress> resolvers() {
        return snapshot.resolvers();
    }
}
