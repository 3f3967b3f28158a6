package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.ConfigLoader;
import dev.rustyolo.cli.config.Settings;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.RawArguments;
import dev.rustyolo.cli.launch.Target;
import dev.rustyolo.cli.launch.Timings;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.ui.Suggestions;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The whole program behind {@code main}: from the line to the exit code. */
public final class Application {
    private static final String HELP = "help";

    private final Supplier<Host> host;
    private final Processes processes;
    private final Printer printer;
    private final Supplier<String> sessions;
    private final List<Verb> verbs;

    /**
     * Puts the program together.
     *
     * @param host the machine; only asked for when a command needs it
     * @param processes what starts programs
     * @param printer what the person is told with
     * @param sessions names for new sessions
     */
    public Application(Supplier<Host> host, Processes processes, Printer printer, Supplier<String> sessions) {
        this.host = host;
        this.processes = processes;
        this.printer = printer;
        this.sessions = sessions;
        this.verbs = List.of(
                new AgentsVerb(host, processes, printer),
                new BuildVerb(host, processes, printer),
                new UpdateVerb(host, processes, printer, new TerminalConsent(printer, processes, System.in)),
                new WarmVerb(host, processes, printer, sessions),
                new InitVerb(host, printer),
                new TrustVerb(host, printer, new TerminalConsent(printer, processes, System.in)),
                new ConfigVerb(host, printer),
                new LogsVerb(host, printer),
                new CompletionVerb(this::verbs, printer));
    }

    /**
     * Does what the line says. Failures are told to the person here.
     *
     * @param arguments as the operating system passed them
     * @param begin a reading of {@link System#nanoTime} from when the program began
     * @return the exit code
     */
    public int run(List<String> arguments, long begin) {
        try {
            RawArguments.damaged(arguments).ifPresent(Application::refuse);
            return dispatch(ArgumentScanner.scan(arguments), begin);
        } catch (CliException e) {
            printer.failure(e);
            return e.exitCode();
        }
    }

    private static void refuse(String damaged) {
        throw CliException.usage(
                "the argument " + Text.quote(damaged) + " isn't valid UTF-8",
                "write it in UTF-8; a file whose name isn't can be reached through a link, or by its directory");
    }

    private int dispatch(ParsedLine line, long begin) {
        if (line.has(SessionOption.HELP)) {
            return help();
        }
        if (line.has(SessionOption.VERSION)) {
            printer.answer("rustyolo " + Version.current());
            return ExitCode.OK.code();
        }
        return switch (line.rest()) {
            case Rest.Word word when word.word().equals(HELP) -> help(word.arguments());
            case Rest.Word word -> {
                for (Verb verb : verbs) {
                    if (verb.name().equals(word.word())) {
                        requireNoOptions(line, verb);
                        yield VerbFrame.run(verb, word.arguments(), printer);
                    }
                }
                yield session(line, settings -> AgentWord.target(line, word, settings.catalogue(), verbNames()), begin);
            }
            case Rest.Program(List<String> command) -> session(line, settings -> new Target.Program(command), begin);
            case Rest.Nothing() ->
                session(line, settings -> new Target.Agent(settings.defaultAgent(), List.of()), begin);
        };
    }

    private int session(ParsedLine line, Function<Settings, Target> target, long begin) {
        Fingerprint.prepare();
        Host machine = host.get();
        Settings settings = new ConfigLoader(machine).load(line.value(SessionOption.PROFILE));
        for (String agent : settings.catalogue().names()) {
            if (verbNames().contains(agent)) {
                throw CliException.usage(
                        "the configuration has an agent " + agent + ", and that is the name of a verb",
                        "give the agent another name");
            }
        }
        boolean quiet = line.has(SessionOption.QUIET);
        if (quiet && line.has(SessionOption.VERBOSE)) {
            throw CliException.usage("--quiet and --verbose contradict each other", "give one of them");
        }
        return new SessionCommand(machine, processes, quiet ? printer.quiet() : printer, sessions, settings)
                .run(line, target.apply(settings), new Timings(begin));
    }

    private int help() {
        printer.answer(HelpText.of(verbs));
        return ExitCode.OK.code();
    }

    private int help(List<String> words) {
        if (words.isEmpty() || SessionOption.HELP.names().contains(words.getFirst())) {
            return help();
        }
        String about = words.getFirst();
        for (HelpSection section : HelpSection.values()) {
            if (section.topic().equals(about)) {
                printer.answer(HelpText.of(section));
                return ExitCode.OK.code();
            }
        }
        for (Verb verb : verbs) {
            if (verb.name().equals(about)) {
                return VerbFrame.run(verb, List.of("--help"), printer);
            }
        }
        List<String> known = new ArrayList<>(HelpSection.topics());
        known.addAll(verbNames());
        throw CliException.usage(
                "there is no help about " + Text.quote(about),
                Suggestions.nearest(about, known)
                        .map(suggestion -> "did you mean rustyolo help " + suggestion + "?")
                        .orElse("topics: " + String.join(", ", HelpSection.topics()) + "; or the name of a verb"));
    }

    /** All verbs but help, in the order of the help. */
    List<Verb> verbs() {
        return verbs;
    }

    private List<String> verbNames() {
        List<String> names = new ArrayList<>(List.of(HELP));
        for (Verb verb : verbs) {
            names.add(verb.name());
        }
        return names;
    }

    private static void requireNoOptions(ParsedLine line, Verb verb) {
        if (!line.options().isEmpty()) {
            String option = line.options().keySet().iterator().next().longName();
            throw CliException.usage(
                    option + " is an option of a session, and " + verb.name() + " isn't one",
                    "leave it out, or write it behind the verb if the verb takes it: rustyolo " + verb.name()
                            + " --help");
        }
    }
}
