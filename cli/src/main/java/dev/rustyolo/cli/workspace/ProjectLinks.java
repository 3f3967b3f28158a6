package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;

/**
 * Follows paths that people name. One that is written as a place in the project must be in it: what was a directory when
 * it was written down may be a link by now, put there by an agent, to anything.
 */
public final class ProjectLinks {
    private ProjectLinks() {}

    /**
     * The canonical form of a path that need not exist.
     *
     * @param path absolute
     * @param host whose working directory is the project
     * @throws CliException when a link in the project leads out of it
     */
    public static Path follow(Path path, Host host) {
        Path written = path.normalize();
        Path canonical = CanonicalPath.of(path);
        Path project = CanonicalPath.existingPath(host.workingDirectory());
        boolean inProject = written.startsWith(project)
                || written.startsWith(host.workingDirectory().normalize());
        if (inProject && !canonical.startsWith(project)) {
            throw new CliException(
                    ExitCode.UNSAFE_MOUNT,
                    Text.quote(written.toString()) + " leads out of the project, by a link in it that an agent may have"
                            + " made: to " + Text.quote(canonical.toString()),
                    "if that is what you want, name the place that it leads to");
        }
        return canonical;
    }
}
