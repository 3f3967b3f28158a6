package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.CleanEnvironment;
import dev.rustyolo.cli.engine.DockerClient;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.EngineAddress;
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
    private static final String CONFIGURATION = "DOCKER_CONFIG";

    /**
     * Finds it for a command that is typed where a project may be.
     *
     * @throws CliException when there is none, or an agent could have written its configuration
     */
    static EngineClient find(Host host, Processes processes) {
        return find(host, processes, List.of());
    }

    /** As above, for a session that sees those files. */
    static EngineClient find(Host host, Processes processes, List<BindMount> mounts) {
        List<Path> writable = new ArrayList<>(Project.surrounding(host.workingDirectory(), host.home()));
        for (BindMount mount : mounts) {
            if (!mount.readOnly()) {
                writable.add(mount.source());
            }
        }
        requireOwnConfiguration(host, writable);
        SearchPath path = SearchPath.of(host.variable("PATH"), writable);
        Path program = DockerClient.find(path);
        Processes clean = new CleanEnvironment(processes, host, path, program);
        return new EngineClient(new DockerClient(program, clean), clean);
    }

    /** Its configuration names programs that the client runs, on this machine. */
    private static void requireOwnConfiguration(Host host, List<Path> writable) {
        String typed = host.variable(CONFIGURATION);
        if (!typed.isEmpty() && !typed.startsWith("/")) {
            throw unusable(typed, "it isn't an absolute path");
        }
        Path directory = CanonicalPath.of(EngineAddress.configuration(host));
        for (Path place : writable) {
            if (place.getNameCount() > 0 && directory.startsWith(place)) {
                throw unusable(directory.toString(), "an agent can write there, and docker runs what it names");
            }
        }
    }

    private static CliException unusable(String directory, String why) {
        return CliException.usage(
                "can't use docker's configuration in " + Text.quote(directory) + ": " + why,
                "name a directory outside the project in " + CONFIGURATION + ", or unset it");
    }
}
