package dev.rustyolo.cli.session;

import dev.rustyolo.cli.engine.SandboxId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Finds sessions that run: somebody holds their locks. Not for a process that has one of its own (fcntl(2)). */
public final class LiveSessions {
    private LiveSessions() {}

    /**
     * Their names.
     *
     * @param sessions where the directories of all sessions are; may be missing
     */
    public static List<String> in(Path sessions) {
        List<String> live = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(sessions)) {
            for (Path directory : directories) {
                String name = directory.getFileName().toString();
                if (SandboxId.isSession(name) && isLocked(directory.resolve(SessionDirectory.LOCK))) {
                    live.add(name);
                }
            }
        } catch (IOException e) {
            return List.copyOf(live);
        }
        return List.copyOf(live);
    }

    private static boolean isLocked(Path file) {
        // Shared: two who look at the same time don't take each other for a session.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
