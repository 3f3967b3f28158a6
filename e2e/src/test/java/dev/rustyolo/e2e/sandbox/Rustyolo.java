package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The command under test, the built one, with options and environment to be typed before its last words.
 *
 * @param project where it is typed, and by whom
 * @param environment of who types it
 * @param options before the agent, verb or program
 */
public record Rustyolo(Project project, Map<String, String> environment, List<String> options) {
    /** How long a session may take before the suite calls it hung. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What comes to a terminal before what we say: ends a sequence and a string that the agent has begun, and its colours. */
    public static final String RESET = "\030\033\\\033[0m";

    /** How long a gateway waits for the next session. */
    public static final String WARM = "RUSTYOLO_WARM_TTL";

    /** Which engine it uses. */
    public static final String ENGINE = "RUSTYOLO_ENGINE";

    private static final int LOOKS = 4;

    /** Returns the bare command. */
    public static Rustyolo in(Project project) {
        Map<String, String> environment = new HashMap<>(project.account().environment());
        environment.putAll(Engine.current().environment());
        return new Rustyolo(project, environment, List.of())
                .withVariable(ENGINE, Engine.current().option())
                .withVariable("HOME", project.home().toString())
                // A gateway that waits would outlive the lab's network.
                .withVariable(WARM, "0");
    }

    /** Returns the command with the options that make the lab its internet. */
    public static Rustyolo inLab(Project project, Lab lab) {
        return in(project)
                .with("--network", Lab.NETWORK)
                .with("--dns-servers", Addresses.v4(Addresses.DNS))
                .with("--ca-cert", lab.certificates().authority().toString());
    }

    /** Returns the same with further options. */
    public Rustyolo with(String... more) {
        return new Rustyolo(project, environment, concat(options, List.of(more)));
    }

    /** Returns the same with another environment variable. */
    public Rustyolo withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Rustyolo(project, more, options);
    }

    /** Runs it to its end, with nothing to read. */
    public Output run(String... lastWords) {
        try (Program program = start(lastWords)) {
            program.closeInput();
            return program.await(PATIENCE);
        }
    }

    /** Starts it with pipes to its standard streams. */
    public Program start(String... lastWords) {
        List<String> command = new ArrayList<>(project.account().prefix());
        command.addAll(words(lastWords));
        return Program.start("rustyolo", project.directory(), environment, command);
    }

    /** Starts a session whose program says "ready" on a line of its own. */
    public Session session(String... lastWords) {
        return Session.await(start(lastWords), options.contains("--network"));
    }

    /** Runs it to its end on a terminal of its own, with nothing typed. */
    public Output runOnTerminal(String... lastWords) {
        try (Program program = startOnTerminal(lastWords)) {
            return program.await(PATIENCE);
        }
    }

    /** Starts it on a terminal of its own (script(1)): what is sent to the program is typed. */
    public Program startOnTerminal(String... lastWords) {
        return shellOnTerminal(quoted(words(lastWords)));
    }

    /** Returns the line of sh(1) that runs a program in a session. */
    public String line(String... program) {
        return quoted(concat(words("--"), List.of(program)));
    }

    /** Starts a shell's script on a terminal of its own. */
    public Program shellOnTerminal(String script) {
        List<String> command = new ArrayList<>(project.account().prefix());
        command.addAll(List.of("script", "--quiet", "--return", "--command", script, "/dev/null"));
        return Program.start("rustyolo", project.directory(), environment, command);
    }

    /** Starts a shell's script where the command is typed. */
    public Program shell(String script) {
        List<String> command = new ArrayList<>(project.account().prefix());
        command.addAll(List.of("sh", "-c", script));
        return Program.start("rustyolo", project.directory(), environment, command);
    }

    private static String quoted(List<String> words) {
        return String.join(" ", words.stream().map(Rustyolo::quoted).toList());
    }

    private List<String> words(String... lastWords) {
        return concat(concat(List.of(binary().toString()), options), List.of(lastWords));
    }

    /** Returns where the built command is, links resolved. */
    public static Path binary() {
        Path binary = Path.of(System.getProperty("rustyolo.bin", ""));
        if (!Files.isExecutable(binary)) {
            throw new IllegalStateException("no program at " + binary + "; build it, or say -Drustyolo.bin=FILE");
        }
        try {
            return binary.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until nothing is made behind any session any more. One look isn't enough: a process that is in the middle of an
     * exec(2) has no arguments to see for a moment, and one that was just forked is in no list made before.
     */
    public static void awaitWorkBehind() {
        int clean = 0;
        while (clean < LOOKS) {
            List<ProcessHandle> behind = ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains("warm --quiet"))
                    .toList();
            behind.forEach(
                    process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
            clean = behind.isEmpty() ? clean + 1 : 0;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
