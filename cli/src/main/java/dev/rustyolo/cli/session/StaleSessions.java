package dev.rustyolo.cli.session;

import dev.rustyolo.cli.engine.SandboxId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds what crashed runs left: their directories are there and nobody holds their locks. */
public final class StaleSessions {
    /** How long a directory may be without a lock before that means anything. */
    private static final Duration UNFINISHED_AGE = Duration.ofMinutes(1);

    private StaleSessions() {}

    /**
     * Removes crashed sessions. Asks for nothing when there are none.
     *
     * @param sessions where the directories of all sessions are; may be missing
     * @param own the session of this very process, which is left alone: a process that opens and closes a file loses all
     *     its locks on it (fcntl(2)), so even looking at our own would let others take it for a crashed one
     * @param removeContainers removes what still runs of a session, and says whether that worked
     * @return the sessions that had crashed and were removed; those that had ended well are removed without a word
     */
    public static List<String> sweep(Path sessions, String own, Predicate<String> removeContainers) {
        List<String> removed = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(sessions)) {
            for (Path directory : directories) {
                String name = directory.getFileName().toString();
                if (name.equals(own)) {
                    continue;
                }
                if (SandboxId.isSession(name)) {
                    boolean ended = Files.exists(directory.resolve(SessionDirectory.ENDED));
                    if (sweepOne(directory, () -> removeContainers.test(name)) && !ended) {
                        removed.add(name);
                    }
                } else if (name.startsWith(SessionDirectory.UNFINISHED) && isOld(directory)) {
                    sweepOne(directory, () -> true);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            return List.copyOf(removed);
        }
        return List.copyOf(removed);
    }

    private static boolean sweepOne(Path directory, java.util.function.BooleanSupplier removeContainers) {
        try (FileChannel lockFile = FileChannel.open(
                        directory.resolve(SessionDirectory.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.tryLock()) {
            if (lock == null || !removeContainers.getAsBoolean()) {
                return false;
            }
            SessionDirectory.remove(directory);
            return true;
        } catch (IOException | java.nio.channels.OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isOld(Path directory) throws IOException {
        Instant changed = Files.getLastModifiedTime(directory).toInstant();
        return changed.isBefore(Instant.now().minus(UNFINISHED_AGE));
    }
}
