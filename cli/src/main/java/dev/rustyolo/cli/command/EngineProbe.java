package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.Docker;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.host.Host;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** Finds out whether Docker answers. */
final class EngineProbe {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    /** The kernel's list of sockets; asking it takes a tenth of what Java needs to get ready for a connection. */
    private static final Path SOCKETS = Path.of("/proc/net/unix");

    private static final String LISTENING = "00010000";
    private static final int FLAGS = 3;
    private static final int FIELDS = 7;
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
        try {
            return Files.readAllLines(SOCKETS, StandardCharsets.ISO_8859_1).stream()
                    .anyMatch(EngineProbe::isDockersListening);
        } catch (IOException e) {
            return false; // Not this kernel's.
        }
    }

    /** Whose line of the list is it? The path is the rest of the line, spaces and all (proc(5)). */
    static boolean isDockersListening(String line) {
        if (!line.endsWith("/docker.sock")) {
            return false;
        }
        StringTokenizer tokens = new StringTokenizer(line);
        boolean listening = false;
        for (int i = 0; i < FIELDS && tokens.hasMoreTokens(); i++) {
            String field = tokens.nextToken();
            listening |= i == FLAGS && field.equals(LISTENING);
        }
        String path = tokens.hasMoreTokens() ? tokens.nextToken("").substring(1) : "";
        return listening && (path.equals(SOCKET.toString()) || path.equals("/run/docker.sock"));
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
