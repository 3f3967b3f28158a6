package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.ListeningSockets;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds sockets of container engines. Who may use one is root on this machine, or is its user; so whatever is below a
 * mount is looked for by its name, and what listens there is asked.
 */
final class EngineSockets {
    private static final List<String> NAMES = List.of(
            "docker.sock",
            "docker-cli.sock",
            "podman.sock",
            "podman/podman.sock",
            "containerd.sock",
            "crio.sock",
            "buildkitd.sock");
    /** Engines answer this to everybody, Docker's and Podman's alike. */
    private static final String QUESTION = "GET /_ping HTTP/1.0\r\n\r\n";

    private static final List<String> ANSWERS = List.of("api-version:", "docker/", "libpod/");
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int ENOUGH = 4096;

    private final List<Path> inUse;
    private final Map<Path, Boolean> known = new HashMap<>();
    private Optional<List<String>> listening = Optional.empty();

    /** Beside those that have an engine's name or its manners, the one of that address. */
    EngineSockets(EngineAddress engine) {
        this.inUse = engine.socket().stream().toList();
    }

    /** Is there one in that directory, or below it? */
    boolean isIn(Path directory) {
        return known.computeIfAbsent(directory, this::find);
    }

    private boolean find(Path directory) {
        return inUse.stream().anyMatch(socket -> socket.startsWith(directory))
                || NAMES.stream().anyMatch(name -> isSocket(directory.resolve(name)))
                || listening().stream()
                        .filter(path -> path.startsWith(directory + "/"))
                        .map(Path::of)
                        .filter(EngineSockets::isSocket)
                        .anyMatch(socket -> hasName(socket) || isEngine(socket));
    }

    private List<String> listening() {
        if (listening.isEmpty()) {
            listening = Optional.of(ListeningSockets.paths());
        }
        return listening.get();
    }

    private static boolean hasName(Path socket) {
        return NAMES.stream().anyMatch(socket::endsWith);
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEngine(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(QUESTION.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            ByteBuffer answer = ByteBuffer.allocate(ENOUGH);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (answer.hasRemaining() && System.nanoTime() - deadline < 0) {
                int count = channel.read(answer);
                if (count < 0) {
                    break;
                }
                if (count == 0) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            String said = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT);
            return ANSWERS.stream().anyMatch(said::contains);
        } catch (IOException e) {
            return false; // Nor can an agent of the same user connect to it.
        }
    }
}
