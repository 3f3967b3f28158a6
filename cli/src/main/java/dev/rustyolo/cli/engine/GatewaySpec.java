package dev.rustyolo.cli.engine;

import dev.rustyolo.policy.AddressPlan;
import java.nio.file.Path;

/**
 * The gateway of a sandbox.
 *
 * @param image the image it runs from
 * @param network the engine's network it reaches the world through, or the empty string for the engine's default
 * @param seccomp the file that says which system calls it may make, in the engines' format
 * @param uid what the gateway becomes after its start; never the agent's
 * @param plan the addresses inside the sandbox, and those that are allowed without a name
 */
public record GatewaySpec(String image, String network, Path seccomp, long uid, AddressPlan plan) {
    /** What it becomes, unless the agent is that very user. */
    public static final long UID = 64_000;

    /** Two gateways of the same kind can stand in for each other. */
    public String kind() {
        return image + ' ' + network + ' ' + seccomp + ' ' + uid + ' ' + plan.pool() + ' ' + plan.literals();
    }
}
