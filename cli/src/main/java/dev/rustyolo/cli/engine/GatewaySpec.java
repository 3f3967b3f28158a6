package dev.rustyolo.cli.engine;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.PublishedPort;
import java.nio.file.Path;
import java.util.List;

/**
 * The gateway of a sandbox.
 *
 * @param image the image it runs from
 * @param network the engine's network it reaches the world through, or the empty string for the engine's default
 * @param seccomp the file that says which system calls it may make, in the engines' format
 * @param uid what the gateway becomes after its start; never the agent's
 * @param plan the addresses inside the sandbox, and those that are allowed without a name
 * @param published the agent's ports that this machine's loopback leads to
 * @param machine this machine's address on that network, from which these are used; empty when there are none, or as
 *     long as nobody has asked
 */
public record GatewaySpec(
        String image,
        String network,
        Path seccomp,
        long uid,
        AddressPlan plan,
        List<PublishedPort> published,
        String machine) {
    /** What it becomes, unless the agent is that very user. */
    public static final long UID = 64_000;

    /** Copies the list. */
    public GatewaySpec {
        published = List.copyOf(published);
    }

    /** The same, once it is known where the machine is. */
    GatewaySpec usedFrom(String address) {
        return new GatewaySpec(image, network, seccomp, uid, plan, published, address);
    }

    /** Two gateways of the same kind can stand in for each other. */
    public String kind() {
        return image
                + ' '
                + network
                + ' '
                + seccomp
                + ' '
                + uid
                + ' '
                + plan.pool()
                + ' '
                + plan.literals()
                + ' '
                + published;
    }
}
