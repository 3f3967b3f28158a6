package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows paths that people name. One that leads over a place where agents can write, or could in any session before, must
 * end in it: what was a directory when it was written down may be a link by now, put there by an agent, to anything.
 */
public final class ProjectLinks {
    private ProjectLinks() {}

    /**
     * The canonical form of a path that need not exist.
     *
     * @param path absolute
     * @param host whose working directory is the project
     * @throws CliException when a link in the project, in the repository around it, or where an agent could write in
     *     another session, leads out of that
     */
    public static Path follow(Path path, Host host) {
        List<Path> trail = CanonicalPath.trail(path);
        if (trail.size() > 1) {
            List<Path> own = Project.surrounding(host.workingDirectory(), host.home());
            for (Path writable : own) {
                requireInside(path, trail, writable, "the project");
            }
            for (Path writable : host.locations().agentPlaces().all()) {
                // A part of the repository that we are in is judged as that.
                if (own.stream().noneMatch(writable::startsWith)) {
                    requireInside(path, trail, writable, Text.quote(writable.toString()));
                }
            }
        }
        return CanonicalPath.of(path);
    }

    /**
     * Where agents can write, or could in any session before.
     *
     * @param host whose working directory is the project
     * @return canonical paths
     */
    public static List<Path> agentPlaces(Host host) {
        List<Path> places = new ArrayList<>(Project.surrounding(host.workingDirectory(), host.home()));
        places.addAll(host.locations().agentPlaces().all());
        return places;
    }

    private static void requireInside(Path path, List<Path> trail, Path writable, String place) {
        boolean linked = trail.subList(0, trail.size() - 1).stream().anyMatch(link -> link.startsWith(writable));
        if (linked && !trail.getLast().startsWith(writable)) {
            throw new CliException(
                    ExitCode.UNSAFE_MOUNT,
                    Text.quote(path.normalize().toString()) + " leads out of " + place + ", by a link in it that an"
                            + " agent may have made: to "
                            + Text.quote(trail.getLast().toString()),
                    "if that is what you want, name the place that it leads to");
        }
    }
}
