package dev.rustyolo.cli.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deletes logs that nobody looks for any more: of sessions long ago, and of more sessions than anybody reads. */
final class OldLogs {
    private static final int MOST = 100;
    private static final Duration AGE = Duration.ofDays(30);
    private static final Duration UNFINISHED_AGE = Duration.ofMinutes(1);

    private OldLogs() {}

    /**
     * Deletes what may go. What can't be deleted stays; the next session tries again.
     *
     * @param directory where logs are
     * @param own the log of this very process, which is left alone
     */
    static void delete(Path directory, SessionLog own, Instant now) {
        List<SessionLog> logs = SessionLog.in(directory);
        for (int i = 0; i < logs.size(); i++) {
            SessionLog log = logs.get(i);
            try {
                boolean old = i >= MOST || isOlder(log.file(0), now.minus(AGE));
                if (old && !log.equals(own) && !log.isLive()) {
                    log.delete();
                }
            } catch (IOException e) {
                // It is gone already, or may not go.
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, AuditWriter.UNFINISHED + "*")) {
            for (Path file : files) {
                if (isOlder(file, now.minus(UNFINISHED_AGE))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // As above.
        }
    }

    private static boolean isOlder(Path file, Instant limit) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
    }
}
