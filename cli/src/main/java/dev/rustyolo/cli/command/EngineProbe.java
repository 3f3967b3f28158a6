package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.Docker;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.ListeningSockets;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether Docker answers. */
final class EngineProbe {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final long LARGEST_SCRIPT = 4096;

    private EngineProbe() {}

    /** Mostly without starting the client: whoever names an engine means it, and a daemon mostly listens here. */
    static boolean dockerAnswers(Host host, Processes processes) {
        if (!host.variable("DOCKER_HOST").isEmpty()) {
            return true;
        }
        if (Files.isWritable(SOCKET) && isListenedOn()) {
            return true;
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(SOCKET))) {
            return true;
        } catch (IOException e) {
            return EngineClient.find(new Docker(), host, processes).client().answers();
        }
    }

    /** Also false when whoever listens does so in another network namespace. */
    private static boolean isListenedOn() {
        return ListeningSockets.paths().stream()
                .anyMatch(path -> path.equals(SOCKET.toString()) || path.equals("/run/docker.sock"));
    }

    /** Distributions have a script of the name docker that starts podman. */
    static boolean isPodman(Path docker) {
        try {
            return Files.size(docker) <= LARGEST_SCRIPT
                    && new String(Files.readAllBytes(docker), StandardCharsets.ISO_8859_1).contains("podman");
        } catch (IOException e) {
            return false;
        }
    }
}
