package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.ListeningSockets;
import java.io.IOException;
import java.net.StandardProtocolFamily;
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

    /** Where most sockets are, and no link that leads into a project: these cost no look. */
    private static final List<String> SYSTEM = List.of("/run/", "/var/run/", "/dev/", "/tmp/", "/var/lib/");

    private static final List<String> ANSWERS = List.of("api-version:", "docker/", "libpod/");
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int ENOUGH = 4096;

    private final Duration patience;
    private final List<Path> inUse;
    private final Map<Path, Boolean> known = new HashMap<>();
    private Optional<List<String>> listening = Optional.empty();

    /** Beside those that have an engine's name or its manners, the one of that address. */
    EngineSockets(EngineAddress engine) {
        this(engine, PATIENCE);
    }

    /** The same, with another patience for who listens. */
    EngineSockets(EngineAddress engine, Duration patience) {
        this.patience = patience;
        this.inUse = engine.socket().stream().toList();
    }

    /** Is there one in that directory, or below it? */
    boolean isIn(Path directory) {
        return known.computeIfAbsent(directory, this::find);
    }

    private boolean find(Path directory) {
        for (Path socket : inUse) {
            if (socket.startsWith(directory)) {
                return true;
            }
        }
        for (String name : NAMES) {
            if (isSocket(directory.resolve(name))) {
                return true;
            }
        }
        for (String path : listening()) {
            if (isBelow(path, directory)) {
                Path socket = Path.of(path);
                if (isSocket(socket) && (hasName(socket) || isEngine(socket))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The kernel tells paths as they were bound, perhaps over a link. */
    private static boolean isBelow(String socket, Path directory) {
        if (socket.startsWith(directory + "/")) {
            return true;
        }
        for (String system : SYSTEM) {
            if (socket.startsWith(system)) {
                return false;
            }
        }
        try {
            Path parent = Path.of(socket).getParent();
            return parent != null && parent.toRealPath().startsWith(directory);
        } catch (IOException e) {
            return false; // It is another mount namespace's.
        }
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

    private boolean isEngine(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // From the first: whoever doesn't accept connections would be waited for without end.
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                return false;
            }
            channel.write(ByteBuffer.wrap(QUESTION.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(ENOUGH);
            long deadline = System.nanoTime() + patience.toNanos();
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
            return false; // Nobody who speaks with us; nor, where it is not to be connected to, with an agent of the
            // same user.
        }
    }
}
