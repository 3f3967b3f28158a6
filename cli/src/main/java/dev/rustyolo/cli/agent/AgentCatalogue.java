package dev.rustyolo.cli.agent;

import java.util.List;
import java.util.Optional;

/**
 * The agents of this run: the built-in ones and those of the configuration.
 *
 * @param agents each name once
 */
public record AgentCatalogue(List<AgentDefinition> agents) {
    /** Copies the list. */
    public AgentCatalogue {
        agents = List.copyOf(agents);
    }

    /** The names alone. */
    public List<String> names() {
        return agents.stream().map(AgentDefinition::name).toList();
    }

    /** The agent of that exact name. */
    public Optional<AgentDefinition> find(String name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
