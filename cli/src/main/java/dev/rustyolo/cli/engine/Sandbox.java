package dev.rustyolo.cli.engine;

/**
 * A gateway, and an agent that has no way out but through it.
 *
 * @param id which one
 * @param gateway its only exit
 * @param agent what runs in it
 */
public record Sandbox(SandboxId id, GatewaySpec gateway, AgentSpec agent) {
    /**
     * Checks that gateway and agent can be told apart.
     *
     * @throws IllegalArgumentException when the gateway couldn't be told from the agent
     */
    public Sandbox {
        if (gateway.uid() == agent.user().uid()) {
            throw new IllegalArgumentException("gateway and agent have the same uid");
        }
    }

    /** The same, its published ports used from that address. */
    public Sandbox usedFrom(String machine) {
        return new Sandbox(id, gateway.usedFrom(machine), agent);
    }

    /** The same, its agent from another image. */
    public Sandbox running(String image) {
        return new Sandbox(id, gateway, agent.from(image));
    }
}
