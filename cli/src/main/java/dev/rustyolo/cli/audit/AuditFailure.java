package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Path;

/** The errors of this package. */
final class AuditFailure {
    private AuditFailure() {}

    static CliException opening(Path directory, IOException e) {
        return new CliException(
                ExitCode.IO,
                "can't write the session's log in " + Text.quote(directory.toString()) + ": " + e.getMessage(),
                "check that there is space and that you may write there, or do without: --audit-log none",
                e);
    }

    static CliException reading(Path file, IOException e) {
        return new CliException(
                ExitCode.IO,
                "can't read " + Text.quote(file.toString()) + ": " + e.getMessage(),
                "check that you may read it",
                e);
    }
}
