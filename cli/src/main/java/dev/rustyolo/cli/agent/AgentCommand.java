package dev.rustyolo.cli.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns what the person typed after the agent's name into the command that runs in the sandbox. What they typed is kept
 * as it is, in order, behind what we add; but a word that has to come before that does.
 */
public final class AgentCommand {
    private AgentCommand() {}

    /**
     * Builds the command.
     *
     * @param agent the agent
     * @param arguments what the person typed after its name
     * @param mode when to turn its permission prompts off
     * @param systemPrompt the text to add to its system prompt where it takes one
     * @return program and arguments
     */
    public static List<String> build(
            AgentDefinition agent, List<String> arguments, PermissionMode mode, String systemPrompt) {
        List<String> command = new ArrayList<>(agent.command());
        int before = !arguments.isEmpty() && agent.conversations().contains(arguments.getFirst()) ? 1 : 0;
        command.addAll(arguments.subList(0, before));
        if (isConversation(agent, arguments)) {
            for (String flag : agent.skipPermissionsFlags()) {
                if (skipsPermissions(mode, arguments) && !contains(arguments, flag)) {
                    command.add(flag);
                }
            }
            for (SystemPromptFlag prompt : agent.systemPrompts()) {
                if (!containsAny(arguments, prompt)) {
                    command.addAll(prompt.arguments(systemPrompt));
                }
            }
        }
        command.addAll(arguments.subList(before, arguments.size()));
        return List.copyOf(command);
    }

    private static boolean isConversation(AgentDefinition agent, List<String> arguments) {
        if (!arguments.isEmpty() && agent.subcommands().contains(arguments.getFirst())) {
            return false;
        }
        for (String argument : arguments) {
            if (argument.equals("--")) {
                return true;
            }
            if (agent.informationFlags().contains(argument)) {
                return false;
            }
        }
        return true;
    }

    private static boolean skipsPermissions(PermissionMode mode, List<String> arguments) {
        return switch (mode) {
            case DEFAULT -> arguments.isEmpty();
            case SKIP -> true;
            case ASK -> false;
        };
    }

    private static boolean containsAny(List<String> arguments, SystemPromptFlag prompt) {
        for (String flag : prompt.present()) {
            if (contains(arguments, flag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(List<String> arguments, String flag) {
        for (String argument : arguments) {
            if (argument.equals(flag) || argument.startsWith(flag + "=")) {
                return true;
            }
        }
        return false;
    }
}
