package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.DockerClient;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;

/** Finds the engine's client for the commands that need one. */
final class EngineClient {
    private EngineClient() {}

    /**
     * The client in the PATH; nothing in the directory that the command was typed in, which may be a project.
     *
     * @throws CliException when there is none
     */
    static DockerClient find(Host host, Processes processes) {
        return new DockerClient(
                DockerClient.find(host.variable("PATH"), CanonicalPath.existingPath(host.workingDirectory())),
                processes);
    }
}
