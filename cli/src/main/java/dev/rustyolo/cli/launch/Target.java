package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.agent.AgentDefinition;
import java.util.List;
import java.util.Optional;

/** What is to run in the sandbox. */
public sealed interface Target {
    /** The agent that it is, or none. */
    Optional<AgentDefinition> definition();

    /** What people know it by. */
    String name();

    /**
     * An agent we know.
     *
     * @param agent which one
     * @param arguments what the person typed after its name, as it is
     */
    record Agent(AgentDefinition agent, List<String> arguments) implements Target {
        /** Copies the list. */
        public Agent {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Optional<AgentDefinition> definition() {
            return Optional.of(agent);
        }

        @Override
        public String name() {
            return agent.name();
        }
    }

    /**
     * Any program.
     *
     * @param command the program and its arguments, as they are
     */
    record Program(List<String> command) implements Target {
        /** Copies the list. */
        public Program {
            command = List.copyOf(command);
        }

        @Override
        public Optional<AgentDefinition> definition() {
            return Optional.empty();
        }

        @Override
        public String name() {
            return command.getFirst();
        }
    }
}
