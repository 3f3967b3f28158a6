package dev.rustyolo.cli.agent;

import java.util.List;
import java.util.Set;

/**
 * How an agent is given a text that is added to its system prompt.
 *
 * @param flag the option before the text
 * @param prefix what stands before the text in the same argument, such as a setting's name and {@code =}
 * @param present words that begin an argument of the person who has taken the prompt into their own hands
 */
public record SystemPromptFlag(String flag, String prefix, Set<String> present) {
    public SystemPromptFlag {
        present = Set.copyOf(present);
    }

    /** The arguments that give it that text. */
    List<String> arguments(String text) {
        return List.of(flag, prefix + text);
    }
}
