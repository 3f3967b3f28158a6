package dev.rustyolo.cli.command;

import dev.rustyolo.cli.agent.AgentCatalogue;
import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.launch.Target;
import dev.rustyolo.cli.ui.ShellQuoting;
import dev.rustyolo.cli.ui.Suggestions;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;

/** Makes sense of the word where an agent's name should be. */
final class AgentWord {
    private AgentWord() {}

    /**
     * The agent and its arguments; one {@code --} right behind the name is ours.
     *
     * @param line the whole line
     * @param word the word on it, and what follows
     * @param agents what it can be
     * @param verbs what else could have been meant
     * @throws CliException with a suggestion when it is no agent
     */
    static Target target(ParsedLine line, Rest.Word word, AgentCatalogue agents, List<String> verbs) {
        AgentDefinition agent = agents.find(word.word()).orElseThrow(() -> unknown(line, word, agents, verbs));
        List<String> arguments = word.arguments();
        boolean swallow = !arguments.isEmpty() && arguments.getFirst().equals("--");
        return new Target.Agent(agent, swallow ? arguments.subList(1, arguments.size()) : arguments);
    }

    private static CliException unknown(ParsedLine line, Rest.Word word, AgentCatalogue agents, List<String> verbs) {
        String what = Text.quote(word.word()) + " is neither an agent nor a verb";
        for (SessionOption option : word.before()) {
            if (option.kind() == SessionOption.Kind.LIST) {
                return CliException.usage(what, "a list is one value: " + listHint(option, line, word, agents, verbs));
            }
        }
        List<String> known = new ArrayList<>(agents.names());
        known.addAll(verbs);
        String meant = Suggestions.nearest(word.word(), known)
                .map(suggestion -> "did you mean " + suggestion + "? ")
                .orElse("agents: " + String.join(", ", agents.names()) + "; ");
        List<String> command = new ArrayList<>(List.of("rustyolo", "--", word.word()));
        command.addAll(word.arguments());
        return CliException.usage(what, meant + "any other program runs after --: " + ShellQuoting.command(command));
    }

    /** {@code --allow-domains a b claude}: the shell has split what should have been quoted. */
    private static String listHint(
            SessionOption option, ParsedLine line, Rest.Word word, AgentCatalogue agents, List<String> verbs) {
        StringBuilder list =
                new StringBuilder(line.values(option).getLast()).append(' ').append(word.word());
        List<String> behind = word.arguments();
        int next = 0;
        while (next < behind.size() && isMoreOfTheList(behind.get(next), agents, verbs)) {
            list.append(' ').append(behind.get(next++));
        }
        String agent = next < behind.size() && agents.find(behind.get(next)).isPresent() ? behind.get(next) : "AGENT";
        return "rustyolo " + option.longName() + " " + ShellQuoting.quote(list.toString()) + " " + agent;
    }

    private static boolean isMoreOfTheList(String word, AgentCatalogue agents, List<String> verbs) {
        return !word.startsWith("-") && agents.find(word).isEmpty() && !verbs.contains(word);
    }
}
