package dev.rustyolo.cli.host;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one process at a time do something: by a lock on a file, which the kernel drops however its holder ends, and also when
 * the same process closes the file another time (fcntl(2)): so not for threads of one.
 */
public final class Exclusively {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Exclusively() {}

    /**
     * Does it while nobody else does.
     *
     * @param lockFile a file of ours for this purpose alone; made when missing, and so is its directory (0700)
     * @param patience how long to wait for whoever is at it
     * @return false when somebody was at it all the time, and it was not done
     * @throws CliException when the file can't be opened or locked
     */
    public static boolean run(Path lockFile, Duration patience, Runnable work) {
        try {
            PrivateDirectories.createAll(lockFile.resolveSibling(""));
            return locked(lockFile, patience, work);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't use the state directory: " + e.getMessage(),
                    "check that there is space and that you may write there",
                    e);
        }
    }

    private static boolean locked(Path lockFile, Duration patience, Runnable work) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                try (FileLock lock = channel.tryLock()) {
                    if (lock != null) {
                        work.run();
                        return true;
                    }
                }
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
