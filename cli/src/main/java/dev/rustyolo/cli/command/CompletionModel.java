package dev.rustyolo.cli.command;

import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.audit.AuditLevel;
import dev.rustyolo.cli.engine.Docker;
import dev.rustyolo.cli.engine.Podman;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a shell can complete: read off the same tables as the line itself. */
final class CompletionModel {
    /** What is offered behind an option. */
    enum Values {
        /** The option takes none. */
        NONE,
        /** Names of files. */
        FILES,
        /** The words of {@link Choice#words}. */
        WORDS,
        /** Something that nobody can guess. */
        OTHER
    }

    /**
     * An option.
     *
     * @param names all its names
     * @param description one line
     * @param values what is offered behind it
     * @param words the words that it takes, where they are known
     */
    record Choice(List<String> names, String description, Values values, List<String> words) {
        boolean takesValue() {
            return values != Values.NONE;
        }
    }

    /**
     * A word at the start of the line.
     *
     * @param name the word
     * @param description one line
     * @param options what may follow
     * @param words what else may follow
     */
    record Word(String name, String description, List<Choice> options, List<String> words) {}

    private CompletionModel() {}

    /** The options of a session. */
    static List<Choice> options() {
        return Arrays.stream(SessionOption.values())
                .map(option -> choice(option.names(), option.description(), option.takesValue(), words(option)))
                .toList();
    }

    /** The agents, after which everything is theirs. */
    static List<String> agents() {
        return Agents.names();
    }

    /** The verbs. */
    static List<Word> verbs(List<Verb> verbs) {
        List<Word> words = new ArrayList<>();
        for (Verb verb : verbs) {
            List<Choice> options = new ArrayList<>();
            for (OptionSpec option : verb.options()) {
                String name = option.longestName();
                List<String> values =
                        SessionOption.named(name).map(CompletionModel::words).orElse(List.of());
                options.add(choice(
                        List.of(option.names()),
                        String.join(" ", option.description()),
                        !option.type().equals(boolean.class),
                        values));
            }
            options.add(new Choice(List.of("-h", "--help"), "Show its help.", Values.NONE, List.of()));
            List<String> behind = new ArrayList<>();
            for (PositionalParamSpec positional : verb.words()) {
                Iterable<String> candidates = positional.completionCandidates();
                if (candidates != null) {
                    candidates.forEach(behind::add);
                }
            }
            words.add(new Word(verb.name(), verb.summary(), List.copyOf(options), List.copyOf(behind)));
        }
        List<String> about = new ArrayList<>(HelpSection.topics());
        verbs.forEach(verb -> about.add(verb.name()));
        words.add(new Word("help", "Say more about a verb or topic.", List.of(), List.copyOf(about)));
        return List.copyOf(words);
    }

    private static Choice choice(List<String> names, String description, boolean takesValue, List<String> words) {
        Values values = !takesValue
                ? Values.NONE
                : !words.isEmpty() ? Values.WORDS : takesFile(names.getLast()) ? Values.FILES : Values.OTHER;
        return new Choice(names, description, values, words);
    }

    private static boolean takesFile(String name) {
        return List.of(
                        SessionOption.VOLUME,
                        SessionOption.AUTH_HOME,
                        SessionOption.CA_CERT,
                        SessionOption.ALLOW_UNSAFE_MOUNT,
                        SessionOption.SECCOMP_PROFILE)
                .stream()
                .anyMatch(option -> option.longName().equals(name));
    }

    private static List<String> words(SessionOption option) {
        return switch (option) {
            case ENGINE -> List.of(Docker.PROGRAM, Podman.PROGRAM);
            case AUDIT_LOG ->
                Arrays.stream(AuditLevel.values()).map(AuditLevel::word).toList();
            case MEMORY, CPUS, PIDS_LIMIT -> List.of("unlimited");
            default -> List.of();
        };
    }
}
