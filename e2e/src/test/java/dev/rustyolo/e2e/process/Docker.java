package dev.rustyolo.e2e.process;

import java.time.Duration;
import java.util.List;

/** The client of the engine under test, used by the suite itself: Docker's, or Podman's, which takes the same. */
public final class Docker {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(8);

    private Docker() {}

    /**
     * Runs the client to its end.
     *
     * @return its standard output without white space around it
     * @throws AssertionError when it fails, with what it said
     */
    public static String run(String... arguments) {
        Output output = attempt(arguments);
        if (output.exitCode() != 0) {
            throw new AssertionError(
                    Engine.current().option() + " " + String.join(" ", arguments) + " failed:\n" + output.text());
        }
        return output.out().strip();
    }

    /** Runs the client to its end, whatever that is. */
    public static Output attempt(String... arguments) {
        try (Program program = start(Engine.current().option(), arguments)) {
            program.closeInput();
            return program.await(arguments[0].equals("build") ? BUILD_PATIENCE : PATIENCE);
        }
    }

    /** Starts the client with pipes to its standard streams. */
    public static Program start(String name, String... arguments) {
        List<String> command = Engine.current().command(List.of(arguments));
        return Program.start(
                name, Engine.current().clientDirectory(), Engine.current().clientEnvironment(), command);
    }

    /** Stops every process of a container, which is not told. */
    public static void freeze(String container) {
        if (Engine.current().isBounded()) {
            run("pause", container);
        } else {
            run(
                    "kill",
                    "--signal=STOP",
                    container); // without a control group there is only this, and it has one process
        }
    }

    /** Lets a frozen one go on. */
    public static void thaw(String container) {
        if (Engine.current().isBounded()) {
            run("unpause", container);
        } else {
            run("kill", "--signal=CONT", container);
        }
    }

    /** Returns the words of the client's output, such as ids and names. */
    public static List<String> list(String... arguments) {
        return run(arguments).lines().filter(line -> !line.isBlank()).toList();
    }
}
