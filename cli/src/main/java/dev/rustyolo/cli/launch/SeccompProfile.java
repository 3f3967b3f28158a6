package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Text;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which system calls a container may make: a file of the installation, in the format that Docker and Podman share. */
enum SeccompProfile {
    /** What agents and their tools need: seccomp/README.md says why. */
    AGENT("agent.json"),
    /** What the gateway's start and work need. */
    GATEWAY("gateway.json");

    private final String fileName;

    SeccompProfile(String fileName) {
        this.fileName = fileName;
    }

    /**
     * Where it is.
     *
     * @throws CliException when it isn't there; the engine's own profile is no replacement
     */
    Path in(Host host) {
        Path file = host.locations().seccomp().resolve(fileName);
        if (!Files.isReadable(file)) {
            throw new CliException(
                    ExitCode.IO,
                    "the installation is incomplete: can't read " + Text.quote(file.toString()),
                    "install rustyolo again");
        }
        return file;
    }
}
