package dev.rustyolo.e2e.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs, with pipes to its standard streams. Closing it ends it. */
public final class Program implements AutoCloseable {
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(500);

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final Feed<String> out;
    private final Feed<String> err;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.err = read(new Feed<>(name + "'s errors"), process.getErrorStream());
        this.out = read(new Feed<>(name + "'s output", this::complaints), process.getInputStream());
    }

    /**
     * Starts a program.
     *
     * @param environment all of its environment
     * @throws UncheckedIOException when it can't be started
     */
    public static Program start(String name, Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Program(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Returns its process's number. */
    public long pid() {
        return process.pid();
    }

    /** Returns the lines of its standard output. */
    public Feed<String> out() {
        return out;
    }

    /** Returns the lines of its standard error. */
    public Feed<String> err() {
        return err;
    }

    /** Sends it a signal, such as "TERM", and leaves its streams open (which {@link Process#destroy} would not). */
    public void signal(String name) {
        List<String> kill = List.of("kill", "-s", name, String.valueOf(process.pid()));
        try (Program program = start("kill", Path.of("/"), System.getenv(), kill)) {
            program.await(Duration.ofSeconds(5));
        }
    }

    /**
     * Sends several, as a person would press keys: of equal ones that wait, the kernel keeps one (signal(7)), and a busy
     * machine may let them wait.
     */
    public void signals(String... names) {
        for (String name : names) {
            signal(name);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_KEYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a line to its standard input. */
    public void send(String line) {
        try {
            input.write(line);
            input.write('\n');
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " took no more input; it said:\n" + said(), e);
        }
    }

    /** Closes its standard input. */
    public void closeInput() {
        try {
            input.close();
        } catch (IOException ignored) {
            // It has ended before; its exit code and output tell.
        }
    }

    /**
     * Waits for the end of the process itself: what it has started may go on, and hold its streams.
     *
     * @return its exit code
     * @throws AssertionError when it goes on for longer; it is killed then
     */
    public int awaitDeath(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError(name + " still ran after " + patience.toSeconds() + " s; it said:\n" + said());
    }

    /**
     * Waits for its end.
     *
     * @throws AssertionError when it goes on for longer; it is killed then
     */
    public Output await(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " still ran after " + patience.toSeconds() + " s; it said:\n" + said());
            }
            out.awaitEnd(Duration.ofSeconds(5));
            err.awaitEnd(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
        return new Output(process.exitValue(), text(out), text(err));
    }

    /** Closes its input; a program that goes on for ten seconds is told to end, and after twenty more it is killed. */
    @Override
    public void close() {
        closeInput();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
            // Not the process's own way to end it, which would close the streams as well.
            process.toHandle().destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String said() {
        return text(out) + text(err);
    }

    private static String text(Feed<String> feed) {
        List<String> lines = feed.all();
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Returns what it said on its standard error, as far as it is known soon. */
    private String complaints() {
        try {
            err.awaitEnd(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "\nand its errors:\n" + text(err);
    }

    private static Feed<String> read(Feed<String> feed, InputStream stream) {
        // A read of a pipe would hold a virtual thread's carrier, of which there are few.
        Thread.ofPlatform().daemon().name("reader").start(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    feed.add(line);
                }
            } catch (IOException ignored) {
                // The program was killed.
            } finally {
                feed.end();
            }
        });
        return feed;
    }
}
