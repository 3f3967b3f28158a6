package dev.rustyolo.cli.agent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything we know about a coding agent.
 *
 * @param name what people type
 * @param command the program and its fixed arguments
 * @param apiDomains rules without which the agent can't work; allowed with it
 * @param loginDomains rules without which nobody can log in; allowed with it
 * @param skipPermissionsFlags what turns its permission prompts off; empty when it has none
 * @param systemPrompts the ways to add to its system prompt: none or one
 * @param subcommands first arguments that start something other than a conversation and take neither of the above
 * @param conversations first arguments that start a conversation, and behind which alone the flags above are understood
 * @param informationFlags arguments that make it print something and end
 * @param environment variables of its own: where its state lives, no telemetry, no self-update
 * @param state what of its state is kept
 */
public record AgentDefinition(
        String name,
        List<String> command,
        List<String> apiDomains,
        List<String> loginDomains,
        List<String> skipPermissionsFlags,
        List<SystemPromptFlag> systemPrompts,
        Set<String> subcommands,
        Set<String> conversations,
        Set<String> informationFlags,
        Map<String, String> environment,
        AgentState state) {

    public AgentDefinition {
        command = List.copyOf(command);
        apiDomains = List.copyOf(apiDomains);
        loginDomains = List.copyOf(loginDomains);
        skipPermissionsFlags = List.copyOf(skipPermissionsFlags);
        systemPrompts = List.copyOf(systemPrompts);
        subcommands = Set.copyOf(subcommands);
        conversations = Set.copyOf(conversations);
        informationFlags = Set.copyOf(informationFlags);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** Begins the definition of an agent whose program has its name, and of which nothing else is known. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects what is known about an agent; what isn't said is empty. */
    public static final class Builder {
        private final String name;
        private List<String> command;
        private List<String> apiDomains = List.of();
        private List<String> loginDomains = List.of();
        private List<String> skipPermissionsFlags = List.of();
        private List<SystemPromptFlag> systemPrompts = List.of();
        private Set<String> subcommands = Set.of();
        private Set<String> conversations = Set.of();
        private Set<String> informationFlags = Set.of("--help", "-h", "--version", "-v");
        private Map<String, String> environment = Map.of();
        private AgentState state = AgentState.none();

        private Builder(String name) {
            this.name = name;
            this.command = List.of(name);
        }

        /** The program and its fixed arguments. */
        public Builder command(String... words) {
            command = List.of(words);
            return this;
        }

        /** Rules without which it can't work. */
        public Builder apiDomains(String... rules) {
            apiDomains = List.of(rules);
            return this;
        }

        /** Rules without which nobody can log in. */
        public Builder loginDomains(String... rules) {
            loginDomains = List.of(rules);
            return this;
        }

        /** What turns its permission prompts off. */
        public Builder skipPermissionsFlags(String... flags) {
            skipPermissionsFlags = List.of(flags);
            return this;
        }

        /** How its system prompt is added to. */
        public Builder systemPrompt(String flag, String prefix, String... present) {
            systemPrompts = List.of(new SystemPromptFlag(flag, prefix, Set.of(present)));
            return this;
        }

        /** First arguments that start no conversation. */
        public Builder subcommands(String... words) {
            subcommands = Set.of(words);
            return this;
        }

        /** First arguments that start a conversation, and behind which its flags stand. */
        public Builder conversations(String... words) {
            conversations = Set.of(words);
            return this;
        }

        /** Arguments that make it print something and end. */
        public Builder informationFlags(String... flags) {
            informationFlags = Set.of(flags);
            return this;
        }

        /** Variables of its own. */
        public Builder environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        /** What of its state is kept. */
        public Builder state(AgentState kept) {
            state = kept;
            return this;
        }

        /** The definition. */
        public AgentDefinition build() {
            return new AgentDefinition(
                    name,
                    command,
                    apiDomains,
                    loginDomains,
                    skipPermissionsFlags,
                    systemPrompts,
                    subcommands,
                    conversations,
                    informationFlags,
                    environment,
                    state);
        }
    }
}
