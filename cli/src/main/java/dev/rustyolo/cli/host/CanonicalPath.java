package dev.rustyolo.cli.host;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Paths with every symbolic link resolved, so that two spellings of a place compare as equal. */
public final class CanonicalPath {
    /** See pathname(7). */
    private static final int LONGEST_NAME = 255;
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

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
     * What a path leads over: the places of all links on the way, and where it ends, whether there is anything or not.
     * Whoever can write to one of them, or around it, decides what is found under the path. Follows path_resolution(7);
     * what can't be looked at is taken for no link.
     *
     * @throws CliException when the links go in a circle
     */
    public static List<Path> trail(Path path) {
        List<Path> trail = new ArrayList<>();
        Deque<Path> ahead = new ArrayDeque<>();
        path.toAbsolutePath().normalize().forEach(ahead::add);
        Path place = Path.of("/");
        while (!ahead.isEmpty()) {
            Path name = ahead.removeFirst();
            Path next = place.resolve(name).normalize();
            if (!Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            trail.add(next);
            if (trail.size() > MOST_LINKS) {
                throw CliException.usage(
                        Text.quote(path.toString()) + " can't be resolved: too many links lead on to others",
                        "name the place that is meant");
            }
            Path target = target(next);
            place = target.isAbsolute() ? Path.of("/") : place;
            List<Path> names = new ArrayList<>();
            target.forEach(names::add);
            names.reversed().forEach(ahead::addFirst);
        }
        trail.add(place);
        return List.copyOf(trail);
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    "the link " + Text.quote(link.toString()) + " can't be read",
                    "check that it is still there",
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
