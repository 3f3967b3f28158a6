package dev.rustyolo.cli.update;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;

/** Held by the one process that changes an installation. The kernel drops it however that process ends. */
final class UpdateLock {
    private final FileChannel file;

    private UpdateLock(FileChannel file) {
        this.file = file;
    }

    /** Takes it, or refuses at once. */
    static UpdateLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, NOFOLLOW_LINKS));
            if (isTaken(channel)) {
                channel.close();
                throw Failures.refused(
                        "another update of this installation is under way", "wait for it to end, and look again");
            }
            return new UpdateLock(channel);
        } catch (IOException e) {
            throw Failures.disk("can't lock the installation", e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** Gives it back. */
    void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It goes with this process at the latest.
        }
    }
}
