package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;
import java.util.List;

/**
 * Follows paths that people name. One that leads over a place in the project must end in it: what was a directory when
 * it was written down may be a link by now, put there by an agent, to anything.
 */
public final class ProjectLinks {
    private ProjectLinks() {}

    /**
     * The canonical form of a path that need not exist.
     *
     * @param path absolute
     * @param host whose working directory is the project
     * @throws CliException when a link in the project, or in the repository around it, leads out of that
     */
    public static Path follow(Path path, Host host) {
        List<Path> trail = CanonicalPath.trail(path);
        for (Path writable : Project.surrounding(host.workingDirectory(), host.home())) {
            boolean linked = trail.subList(0, trail.size() - 1).stream().anyMatch(link -> link.startsWith(writable));
            if (linked && !trail.getLast().startsWith(writable)) {
                throw new CliException(
                        ExitCode.UNSAFE_MOUNT,
                        Text.quote(path.normalize().toString()) + " leads out of the project, by a link in it that an"
                                + " agent may have made: to "
                                + Text.quote(trail.getLast().toString()),
                        "if that is what you want, name the place that it leads to");
            }
        }
        return CanonicalPath.of(path);
    }
}
