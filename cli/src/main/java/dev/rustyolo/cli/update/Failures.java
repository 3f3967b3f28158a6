package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.ui.Escaper;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** The two ways in which an update ends without one. */
final class Failures {
    private static final String NO_SPACE = "No space left on device";

    private Failures() {}

    /** What there is can't be trusted, or doesn't belong here, or now. */
    static CliException refused(String what, String remedy) {
        return new CliException(ExitCode.UPDATE_REFUSED, what, remedy);
    }

    /** It could not be fetched, kept or started. */
    static CliException failed(String what, String remedy) {
        return new CliException(ExitCode.UPDATE_FAILED, what, remedy);
    }

    /** A file of the update could not be written or read. */
    static CliException disk(String what, IOException cause) {
        String why = why(cause);
        return failed(
                what + ": " + why,
                why.contains(NO_SPACE) ? "make room, and try again" : "check that you may write there, and try again");
    }

    /** Why, in words for one line. */
    static String why(IOException cause) {
        String message = cause instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        // Who reads JSON adds where, on further lines.
        return Escaper.line(message.lines().findFirst().orElse(message));
    }
}
