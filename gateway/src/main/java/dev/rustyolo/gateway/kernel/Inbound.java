package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.PublishedPort;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;

/**
 * What may come in from outside: nothing, or what is published.
 *
 * @param ports the agent's ports that are published; each has an entrance of the gateway's
 * @param doorstep where those come from who use them; there is one when there are such ports
 */
public record Inbound(List<Integer> ports, Optional<Doorstep> doorstep) {
    /** Nobody comes in. */
    public static final Inbound NONE = new Inbound(List.of(), Optional.empty());

    public Inbound {
        ports = List.copyOf(ports);
    }

    /**
     * Finds out where they come in.
     *
     * @param machine where they come from; nothing when no port is published
     * @throws KernelException when it isn't on a network of ours
     */
    static Inbound of(List<Integer> ports, Optional<Inet4Address> machine) {
        return new Inbound(ports, machine.map(Doorstep::at));
    }

    /**
     * The rules that let them in, as nft lists them: to the entrances, from the machine itself. The mark makes such a flow
     * one of the gateway's, for the packets that no socket has any more.
     */
    String rules() {
        return doorstep.map(this::rules).orElse("");
    }

    private String rules(Doorstep from) {
        int first = PublishedPort.entrance(0);
        int last = PublishedPort.entrance(ports.size() - 1);
        return "\t\tip saddr %s ip daddr %s tcp dport %s ct state new ct mark set 0x00000001 accept\n"
                .formatted(
                        IpAddresses.format(from.machine()),
                        IpAddresses.format(from.own()),
                        first == last ? String.valueOf(first) : first + "-" + last);
    }
}
