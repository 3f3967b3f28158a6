package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.CleanEnvironment;
import dev.rustyolo.cli.engine.Dialect;
import dev.rustyolo.cli.engine.DockerClient;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.SearchPath;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's client for the commands that need one, out of the reach of agents.
 *
 * @param client the client
 * @param processes starts programs so that what they start in their turn is out of reach too
 */
record EngineClient(DockerClient client, Processes processes) {
    /**
     * Finds it for a command that is typed where a project may be.
     *
     * @throws CliException when there is none, or an agent could have written its configuration
     */
    static EngineClient find(Dialect dialect, Host host, Processes processes) {
        return find(dialect, host, processes, List.of());
    }

    /** As above, for a session that sees those files. */
    static EngineClient find(Dialect dialect, Host host, Processes processes, List<BindMount> mounts) {
        List<Path> writable = new ArrayList<>(Project.surrounding(host.workingDirectory(), host.home()));
        for (BindMount mount : mounts) {
            if (!mount.readOnly()) {
                writable.add(mount.source());
            }
        }
        requireOwnConfiguration(dialect, host, writable);
        SearchPath path = SearchPath.of(host.variable("PATH"), writable);
        Path program = path.find(dialect.program()).orElseThrow(() -> missing(dialect.program()));
        Processes clean = new CleanEnvironment(processes, host, path, program);
        return new EngineClient(new DockerClient(program, dialect, clean), clean);
    }

    /** Where its client would have to be, and isn't. */
    static CliException missing(String programs) {
        return new CliException(
                ExitCode.ENGINE_UNAVAILABLE,
                "there is no " + programs + " client in the PATH (directories that an agent can write to don't count)",
                "install Docker (https://docs.docker.com/engine/install/) or Podman"
                        + " (https://podman.io/docs/installation)");
    }

    /** Its configuration names programs that the client runs, on this machine. */
    private static void requireOwnConfiguration(Dialect dialect, Host host, List<Path> writable) {
        for (String variable : dialect.configurationVariables()) {
            String typed = host.variable(variable);
            if (!typed.isEmpty() && !typed.startsWith("/")) {
                throw unusable(dialect, typed, "it isn't an absolute path");
            }
            if (!typed.isEmpty()) {
                requireOwn(dialect, CanonicalPath.of(CanonicalPath.typed(typed)), writable);
            }
        }
        requireOwn(dialect, CanonicalPath.of(host.home().resolve(dialect.configurationDirectory())), writable);
    }

    private static void requireOwn(Dialect dialect, Path place, List<Path> writable) {
        for (Path reachable : writable) {
            if (reachable.getNameCount() > 0 && place.startsWith(reachable)) {
                throw unusable(
                        dialect,
                        place.toString(),
                        "an agent can write there, and " + dialect.program() + " runs what it names");
            }
        }
    }

    private static CliException unusable(Dialect dialect, String place, String why) {
        return CliException.usage(
                "can't use " + dialect.program() + "'s configuration in " + Text.quote(place) + ": " + why,
                "name a place outside the project in " + String.join(" or ", dialect.configurationVariables())
                        + ", or unset it");
    }
}
