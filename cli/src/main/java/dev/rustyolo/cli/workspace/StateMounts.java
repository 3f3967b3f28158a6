package dev.rustyolo.cli.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * What the sandbox has as the directory of agents' state.
 *
 * @param directory what is mounted there
 * @param fresh is that made anew for the session (else it is the one that is shared by all)?
 * @param inner what is mounted inside of it
 * @param ours directories of the host that are made when they are missing
 * @param needed directories in it that must be there, relative
 */
public record StateMounts(Path directory, boolean fresh, List<BindMount> inner, List<Path> ours, List<Path> needed) {
    /** Copies the lists. */
    public StateMounts {
        inner = List.copyOf(inner);
        ours = List.copyOf(ours);
        needed = List.copyOf(needed);
    }

    /** A destination below the directory, from the directory on. */
    public static Path relative(String destination) {
        return Path.of(destination.substring(SandboxPaths.AUTH_HOME.length() + 1));
    }
}
