package dev.rustyolo.cli.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The entries of PATH that programs may come from: absolute ones that no agent can write to. An agent could put a
 * {@code docker} of its own into its project, and a virtual environment's {@code bin} is in many a PATH.
 *
 * @param directories the entries as they stand in PATH, in that order
 * @param writable what agents can write to, canonical
 */
public record SearchPath(List<Path> directories, List<Path> writable) {
    /** Copies the lists. */
    public SearchPath {
        directories = List.copyOf(directories);
        writable = List.copyOf(writable);
    }

    /**
     * Sorts out a PATH.
     *
     * @param path the value of the variable
     * @param writable what agents can write to, canonical; the root directory counts for none, no sandbox ever sees it
     */
    public static SearchPath of(String path, List<Path> writable) {
        List<Path> reachable =
                writable.stream().filter(place -> place.getNameCount() > 0).toList();
        List<Path> directories = new ArrayList<>();
        for (String entry : path.split(":", -1)) {
            if (entry.startsWith("/") && !isIn(reachable, CanonicalPath.of(CanonicalPath.typed(entry)))) {
                directories.add(CanonicalPath.typed(entry));
            }
        }
        return new SearchPath(directories, reachable);
    }

    /** The program of that name, as it stands in its directory; not one that a link leads to where agents can write. */
    public Optional<Path> find(String name) {
        for (Path directory : directories) {
            Path candidate = directory.resolve(name);
            if (Files.isExecutable(candidate)
                    && Files.isRegularFile(candidate)
                    && !isIn(writable, CanonicalPath.existingPath(candidate))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * A PATH for a program that looks for others itself, and for this program when it is started anew.
     *
     * @param first where a program was found; it will be found there again, whatever stands before it now
     */
    public String startingWith(Path first) {
        List<Path> ordered = new ArrayList<>(List.of(first));
        ordered.addAll(directories);
        return ordered.stream().distinct().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static boolean isIn(List<Path> places, Path path) {
        return places.stream().anyMatch(path::startsWith);
    }
}
