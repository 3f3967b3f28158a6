package dev.rustyolo.cli.session;

import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.TreeRemoval;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The directory of a live session (0700). A lock on a file in it says that its command still runs; the kernel drops it
 * however the command ends. The directory appears under its name with the lock already held, so that nobody can take
 * it for a crashed one.
 */
public final class SessionDirectory implements AutoCloseable {
    static final String LOCK = "lock";
    /** Says that the session has ended and wasn't cut off. */
    static final String ENDED = "ended";
    /** What a directory is called before its lock is held. */
    static final String UNFINISHED = ".new-";

    private final Path path;
    private final FileChannel lockFile;

    private SessionDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory and takes its lock.
     *
     * @param sessions where the directories of all sessions are; made when missing
     * @param session the session's name
     */
    public static SessionDirectory create(Path sessions, String session) {
        if (!SandboxId.isSession(session)) {
            throw new IllegalArgumentException("not a session: " + session);
        }
        Path unfinished = sessions.resolve(UNFINISHED + session);
        Path finished = sessions.resolve(session);
        try {
            PrivateDirectories.createAll(sessions);
            PrivateDirectories.create(unfinished);
            FileChannel lockFile =
                    FileChannel.open(unfinished.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IOException("the lock of a new session is taken");
            }
            Files.move(unfinished, finished);
            return new SessionDirectory(finished, lockFile);
        } catch (IOException e) {
            throw failed("can't create the session's directory " + Text.quote(finished.toString()), e);
        }
    }

    /**
     * Takes a directory over that another run has made and let go, lock and all.
     *
     * @param directory where it is now
     * @param sessions where it is to be from now on
     * @return nothing when somebody else was faster
     */
    static Optional<SessionDirectory> adopt(Path directory, Path sessions) {
        Path finished = sessions.resolve(directory.getFileName());
        try {
            PrivateDirectories.createAll(sessions);
            FileChannel lockFile = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
            if (lockAndMove(lockFile, directory, finished)) {
                return Optional.of(new SessionDirectory(finished, lockFile));
            }
            lockFile.close();
        } catch (IOException e) {
            // It is gone: somebody else has it, or it has expired.
        }
        return Optional.empty();
    }

    private static boolean lockAndMove(FileChannel lockFile, Path directory, Path finished) {
        try {
            if (lockFile.tryLock() == null) {
                return false;
            }
            Files.move(directory, finished, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** The session's name. */
    public String session() {
        return path.getFileName().toString();
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Writes the session's files. */
    public void write(List<SessionFile> files) {
        for (SessionFile file : files) {
            try {
                FileWriter.create(path.resolve(file.name()), file.content(), file.permissions());
            } catch (IOException e) {
                throw failed("can't write the session's file " + file.name(), e);
            }
        }
    }

    /** Gives up the lock and leaves the directory: the next start will take the session for a crashed one. */
    public void abandon() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The lock goes with this process at the latest.
        }
    }

    /** Gives up the lock of a session that has ended well; somebody else removes what is left, and nobody need be told. */
    public void handOver() {
        try {
            Files.createFile(path.resolve(ENDED));
        } catch (IOException e) {
            // Then it will be called a crashed one, and removed all the same.
        }
        abandon();
    }

    /** Removes the directory and gives up the lock. What can't be removed is left for the next start. */
    @Override
    public void close() {
        try (lockFile) {
            remove(path);
        } catch (IOException e) {
            // The next start finds the directory unlocked and tries again.
        }
    }

    /** Removes a session's directory, with what its agent wrote. The lock goes last, so that a crash leaves it findable. */
    static void remove(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    TreeRemoval.remove(file);
                } else if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(directory.resolve(LOCK));
        Files.deleteIfExists(directory);
    }

    private static CliException failed(String what, IOException e) {
        return new CliException(
                ExitCode.IO, what + ": " + e.getMessage(), "check that there is space and that you may write there", e);
    }
}
