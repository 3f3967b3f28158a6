package dev.rustyolo.cli.agent;

import java.util.Set;

/**
 * How an agent is given a text that is added to its system prompt.
 *
 * @param flag the option before the text
 * @param present options of the agent which say that the person has taken the prompt into their own hands
 */
public record SystemPromptFlag(String flag, Set<String> present) {
    public SystemPromptFlag {
        present = Set.copyOf(present);
    }
}
