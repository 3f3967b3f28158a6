package dev.rustyolo.cli.ui;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints to the person. Our own lines go to stderr with a prefix, so that stdout belongs to the agent; what a command
 * was asked for (help, version, a dry run) goes to stdout as it is. Control characters never reach the terminal.
 */
public final class Printer {
    private static final String PREFIX = "[RustyYOLO] ";

    private static final int BROKEN_PIPE = 13;

    private final OutputStream out;
    private final PrintStream err;
    private final boolean quiet;

    /**
     * Prints to these streams.
     *
     * @param out where answers go
     * @param err where lines about the run go
     */
    public Printer(OutputStream out, PrintStream err) {
        this(out, err, false);
    }

    private Printer(OutputStream out, PrintStream err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
    }

    /** One that keeps to itself what is neither an answer, nor a warning, nor a failure. */
    public Printer quiet() {
        return new Printer(out, err, true);
    }

    /** A line about the run. */
    public void say(String line) {
        if (!quiet) {
            err.println(PREFIX + Escaper.line(line));
        }
    }

    /** A line the person should not overlook. */
    public void warn(String line) {
        err.println(PREFIX + "WARNING: " + Escaper.line(line));
    }

    /**
     * An answer the person asked for; may have several lines.
     *
     * @throws CliException when it can't be written; without a word when nobody reads any more ({@code | head -1})
     */
    public void answer(String text) {
        try {
            out.write((Escaper.text(text) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.equals("Broken pipe")) {
                throw CliException.signalled(BROKEN_PIPE);
            }
            throw new CliException(
                    ExitCode.IO, "can't write to standard output: " + reason, "check where it goes to", e);
        }
    }

    /** What happened and what to do; nothing when the exception has nothing to say. */
    public void failure(CliException exception) {
        if (!exception.what().isEmpty()) {
            err.println(PREFIX + "error: " + Escaper.text(exception.what()));
        }
        if (!exception.remedy().isEmpty()) {
            err.println(PREFIX + "what to do: " + Escaper.text(exception.remedy()));
        }
    }

    /** A question to the person; the answer is typed on the line below. */
    public void ask(String question) {
        err.println(PREFIX + Escaper.line(question));
        err.flush();
    }

    /** Replaces the terminal's current line; only for a terminal. */
    public void overwrite(String line) {
        if (!quiet) {
            err.print("\r\033[K" + PREFIX + Escaper.line(line));
            err.flush();
        }
    }

    /** Clears the line that {@link #overwrite} wrote. */
    public void clearLine() {
        if (!quiet) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    /** Text of a tool (a build's log), made harmless. */
    public void quoteOutput(String text) {
        err.println(Escaper.text(text));
    }

    /** Sends control sequences to the terminal: only constants of ours. */
    public void control(TerminalReset sequences) {
        err.print(sequences.sequences());
        err.flush();
    }
}
