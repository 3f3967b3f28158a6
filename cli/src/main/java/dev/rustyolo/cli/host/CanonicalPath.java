package dev.rustyolo.cli.host;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths with every symbolic link resolved, so that two spellings of a place compare as equal. */
public final class CanonicalPath {
    private CanonicalPath() {}

    /**
     * The canonical form of a path that need not exist: the part that exists is resolved, the rest appended.
     *
     * @throws CliException when a part of it can't be read
     */
    public static Path of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return absolute;
            }
            existing = parent;
        }
        return existingPath(existing).resolve(existing.relativize(absolute)).normalize();
    }

    /**
     * The canonical form of a path that exists.
     *
     * @throws CliException when it doesn't, or can't be read
     */
    public static Path existingPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    Text.quote(path.toString()) + " can't be resolved",
                    "check that it exists, that you may enter its parents, and that its name is valid UTF-8",
                    e);
        }
    }

    /**
     * A path as typed.
     *
     * @throws CliException when this locale can't express it as a file's name
     */
    public static Path typed(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    Text.quote(text) + " can't be a file's name in this locale",
                    "use a UTF-8 locale, for example: export LC_ALL=C.UTF-8",
                    e);
        }
    }
}
