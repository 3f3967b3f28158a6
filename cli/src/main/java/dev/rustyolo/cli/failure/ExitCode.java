package dev.rustyolo.cli.failure;

/**
 * Every exit code of ours, by name. An agent's own code is passed through and stands in no list. The numbers 64 to 78
 * follow sysexits.h; 125 to 127 and 128+n follow {@code docker run} and the shells.
 */
public enum ExitCode {
    /** All went well. */
    OK(0),
    /** The command line, an option's value or a file the user named can't be used. */
    USAGE(2),
    /** Of an update: there is nothing newer. That it was made is {@link #OK}. */
    UP_TO_DATE(10),
    /** Of {@code update --check}: there is something newer. */
    UPDATE_AVAILABLE(11),
    /** Of an update: what there is can't be trusted, or doesn't belong here, or now. Nothing was changed. */
    UPDATE_REFUSED(12),
    /** Of an update: it could not be fetched, kept or started. Nothing was changed. */
    UPDATE_FAILED(13),
    /** No container engine answers, or its client isn't there. */
    ENGINE_UNAVAILABLE(69),
    /** The gateway didn't come up, or went away while the agent ran: there was no safe way to go on. */
    GATEWAY_FAILED(70),
    /** An image couldn't be built, or isn't there and isn't ours to build. */
    IMAGE_FAILED(71),
    /** A file of ours couldn't be read or written. */
    IO(74),
    /** A mount would hand the sandbox something that it must not have. */
    UNSAFE_MOUNT(77),
    /** The engine would run containers on a kernel of their own, where the rules don't reach them. */
    UNSUPPORTED_RUNTIME(78),
    /** The engine's client failed before the program ran (its own words are on stderr). */
    ENGINE_ERROR(125),
    /** The program exists in the sandbox and can't be executed. */
    NOT_EXECUTABLE(126),
    /** The program doesn't exist in the sandbox. */
    NOT_FOUND(127);

    /** What is added to a signal's number when a signal ended the launch. */
    public static final int SIGNAL_BASE = 128;

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number handed to the operating system. */
    public int code() {
        return code;
    }
}
