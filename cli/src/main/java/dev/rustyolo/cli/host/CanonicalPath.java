package dev.rustyolo.cli.host;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths with every symbolic link resolved, so that two spellings of a place compare as equal. */
public final class CanonicalPath {
    /** See pathname(7). */
    private static final int LONGEST_NAME = 255;

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
     * @throws CliException when it can't be the name of a file
     */
    public static Path typed(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    Text.quote(text) + " can't be a file's name in this locale",
                    "use a UTF-8 locale, for example: export LC_ALL=C.UTF-8",
                    e);
        }
        for (Path name : path) {
            if (name.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw CliException.usage(
                        Text.quote(text) + " can't be a file's name: a part of it takes more than " + LONGEST_NAME
                                + " bytes",
                        "correct the path");
            }
        }
        return path;
    }
}
