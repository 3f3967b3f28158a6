package dev.rustyolo.cli.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory that holds an installation beside others, which an update switches between: it has {@code versions/X} for
 * each, and {@code current}, a link to the one that is used. Whoever can write there decides what runs next.
 */
public final class VersionedRoot {
    /** The link to the version that is used. */
    public static final String CURRENT = "current";

    /** The directory of all versions. */
    public static final String VERSIONS = "versions";

    private VersionedRoot() {}

    /**
     * The directory, when an installation is one of several.
     *
     * @param installation the directory this program runs from, absolute, with no link on the way
     */
    public static Optional<Path> of(Path installation) {
        Path versions = installation.getParent();
        if (versions == null || versions.getParent() == null || !versions.endsWith(VERSIONS)) {
            return Optional.empty();
        }
        Path root = versions.getParent();
        return root != null && Files.isSymbolicLink(root.resolve(CURRENT)) ? Optional.of(root) : Optional.empty();
    }
}
