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
 * @param skipPermissionsFlags what turns its permission prompts off; empty when it has none
 * @param systemPrompts the ways to add to its system prompt: none or one
 * @param subcommands first arguments that start something other than a conversation and take neither of the above
 * @param informationFlags arguments that make it print something and end
 * @param environment variables of its own: where its state lives, no telemetry, no self-update
 */
public record AgentDefinition(
        String name,
        List<String> command,
        List<String> apiDomains,
        List<String> skipPermissionsFlags,
        List<SystemPromptFlag> systemPrompts,
        Set<String> subcommands,
        Set<String> informationFlags,
        Map<String, String> environment) {

    public AgentDefinition {
        command = List.copyOf(command);
        apiDomains = List.copyOf(apiDomains);
        skipPermissionsFlags = List.copyOf(skipPermissionsFlags);
        systemPrompts = List.copyOf(systemPrompts);
        subcommands = Set.copyOf(subcommands);
        informationFlags = Set.copyOf(informationFlags);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
