package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an engine's client: one program, found once, started with argument lists. */
public final class DockerClient {
    private static final int OUTPUT_LIMIT = 1 << 20;
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Path program;
    private final Dialect dialect;
    private final Processes processes;

    /**
     * A client at a known place.
     *
     * @param program the client, absolute
     * @param dialect what it understands
     * @param processes what starts it
     */
    public DockerClient(Path program, Dialect dialect, Processes processes) {
        this.program = program;
        this.dialect = dialect;
        this.processes = processes;
    }

    /** What it understands. */
    Dialect dialect() {
        return dialect;
    }

    /** Is there an engine behind it? */
    public boolean answers() {
        return call(List.of("version", "--format={{.Server.Version}}"), ANSWER).exitCode() == 0;
    }

    /** The whole command, for showing. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(dialect.global());
        command.addAll(arguments);
        return command;
    }

    /** Starts the client. */
    public Process start(List<String> arguments, ProcessSpec.Streams streams) {
        return start(List.of(), arguments, Map.of(), streams);
    }

    /**
     * Starts the client through another program, with more environment.
     *
     * @param prefix absolute path and arguments of a program that executes the rest of its arguments; may be empty
     * @param arguments the client's arguments
     * @param environment variables added to our own
     * @param streams where its streams go
     */
    public Process start(
            List<String> prefix, List<String> arguments, Map<String, String> environment, ProcessSpec.Streams streams) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(arguments));
        return start(command, environment, streams);
    }

    private Process start(List<String> command, Map<String, String> environment, ProcessSpec.Streams streams) {
        try {
            return processes.start(new ProcessSpec(command, environment, streams));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.ENGINE_UNAVAILABLE,
                    "can't start " + Text.quote(program.toString()) + ": " + e.getMessage(),
                    "check that it is a program that you may execute",
                    e);
        }
    }

    /** A finished call: its exit code (-1 when it took too long and was ended) and what it printed. */
    record Result(int exitCode, String output, String diagnostics) {}

    /** Runs the client to its end. */
    Result call(List<String> arguments, Duration limit) {
        return finish(start(arguments, ProcessSpec.Streams.PIPED), limit);
    }

    /** The same without options of ours: what the engine says when it isn't told anything. */
    Result callAsConfigured(List<String> arguments, Duration limit) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return finish(start(command, Map.of(), ProcessSpec.Streams.PIPED), limit);
    }

    private static Result finish(Process process, Duration limit) {
        Output diagnostics = Output.reading(process.getErrorStream(), OUTPUT_LIMIT);
        Output output = Output.reading(process.getInputStream(), OUTPUT_LIMIT);
        try {
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                output.await();
                diagnostics.await();
                return new Result(process.exitValue(), output.text(), diagnostics.text());
            }
            process.destroyForcibly();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return new Result(-1, "", diagnostics.text());
    }
}
