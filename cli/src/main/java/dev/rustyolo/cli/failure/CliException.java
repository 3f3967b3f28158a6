package dev.rustyolo.cli.failure;

/**
 * The one exception that ends a command. It carries what the person needs: an exit code, what happened (and why), and
 * what to do about it. Values from outside must be escaped by whoever builds the message.
 */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String remedy;

    /**
     * A failure with one of our own codes.
     *
     * @param exitCode the code this process ends with
     * @param message what happened and why, one or more lines
     * @param remedy what to do, or the empty string when there is nothing to suggest
     */
    public CliException(ExitCode exitCode, String message, String remedy) {
        this(exitCode.code(), message, remedy);
    }

    /** As above for codes that aren't ours to name: the engine's, or 128 plus a signal's number. */
    public CliException(int exitCode, String message, String remedy) {
        super(message);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    /** The same with the cause kept for a debugger; the person only sees the message. */
    public CliException(ExitCode exitCode, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode.code();
        this.remedy = remedy;
    }

    /** A mistake on the command line. */
    public static CliException usage(String message, String remedy) {
        return new CliException(ExitCode.USAGE, message, remedy);
    }

    /** A signal ended the launch before the agent ran. */
    public static CliException signalled(int signal) {
        return new CliException(ExitCode.SIGNAL_BASE + signal, "", "");
    }

    /** The code this process ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** The message; empty when there is nothing to say. */
    public String what() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** What to do about it; may be empty. */
    public String remedy() {
        return remedy;
    }
}
