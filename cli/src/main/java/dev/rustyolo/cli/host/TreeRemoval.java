package dev.rustyolo.cli.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes directories that agents have filled: however deep they are, whatever their names, whoever may enter them. What
 * lies deeper is moved up, so that no path gets too long and nothing is kept open; no link is followed.
 */
public final class TreeRemoval {
    private TreeRemoval() {}

    /**
     * Removes a directory and all that is in it. Nobody may write to it any more.
     *
     * @param directory the directory; does nothing when it isn't there
     */
    public static void remove(Path directory) throws IOException {
        String prefix = "." + RandomId.next() + "-";
        long moved = 0;
        try {
            while (true) {
                boolean empty = true;
                enter(directory);
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                    for (Path entry : entries) {
                        empty = false;
                        if (Files.isDirectory(entry, NOFOLLOW_LINKS)) {
                            moved = flatten(directory, entry, prefix, moved);
                        } else {
                            Files.deleteIfExists(entry);
                        }
                    }
                }
                if (empty) {
                    Files.deleteIfExists(directory);
                    return;
                }
            }
        } catch (NoSuchFileException e) {
            // It isn't there.
        }
    }

    /** Empties a directory, moves what it can't remove beside it, and removes it. */
    private static long flatten(Path top, Path directory, String prefix, long movedBefore) throws IOException {
        long moved = movedBefore;
        enter(directory);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, NOFOLLOW_LINKS)) {
                    enter(entry);
                    try {
                        Files.delete(entry);
                    } catch (DirectoryNotEmptyException e) {
                        Files.move(entry, top.resolve(prefix + moved), StandardCopyOption.ATOMIC_MOVE);
                        moved++;
                    }
                } else {
                    Files.deleteIfExists(entry);
                }
            }
        }
        Files.delete(directory);
        return moved;
    }

    private static void enter(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
