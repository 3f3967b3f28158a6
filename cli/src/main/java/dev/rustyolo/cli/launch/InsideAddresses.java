package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the range of a sandbox's own addresses: one that means nothing on this machine, since the gateway can't reach
 * what is really there.
 *
 * @param plan the addresses
 * @param warnings what the person should know about them
 */
record InsideAddresses(AddressPlan plan, List<String> warnings) {
    InsideAddresses {
        warnings = List.copyOf(warnings);
    }

    /**
     * Makes the plan.
     *
     * @param pool the range that was asked for; empty for one that is clear
     * @param literals the addresses that are allowed without a name
     * @throws CliException when the range isn't one of those to choose from, or there is no room for the literals
     */
    static InsideAddresses of(String pool, List<Literal> literals, Host host) {
        try {
            return pool.isEmpty()
                    ? choose(literals, HostNetworks.find(host))
                    : new InsideAddresses(new AddressPlan(typed(pool), literals), List.of());
        } catch (InvalidRuleException e) {
            throw CliException.usage("--allow-domains: " + e.problem(), e.remedy());
        }
    }

    static InsideAddresses choose(List<Literal> literals, List<Cidr> usedByHost) {
        List<Cidr> used = new ArrayList<>(usedByHost);
        literals.forEach(literal -> used.add(literal.range()));
        return Pool.clearOf(used)
                .map(pool -> new InsideAddresses(new AddressPlan(pool, literals), List.of()))
                .orElseGet(() -> new InsideAddresses(
                        new AddressPlan(Pool.PRIVATE, literals),
                        List.of("this machine uses all of " + Pool.choice() + ": what is in " + Pool.PRIVATE
                                + " can't be reached from the sandbox; --pool takes another")));
    }

    static Pool typed(String pool) {
        return Pool.of(pool)
                .orElseThrow(() -> CliException.usage(
                        "--pool: " + Text.quote(pool) + " is not one of the ranges to choose from",
                        "write " + Pool.choice()));
    }
}
