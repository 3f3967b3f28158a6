package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.EngineAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSocketsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private Path deep;

    @BeforeEach
    void makeDirectories() throws IOException {
        directory = directory.toRealPath();
        deep = Files.createDirectories(directory.resolve("a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.sock", "podman.sock", "containerd.sock", "crio.sock", "buildkitd.sock"})
    void findsOneByItsNameHoweverDeep(String name) throws IOException {
        try (ServerSocketChannel _ = listen(deep.resolve(name))) {
            assertThat(sockets(SHORT).isIn(directory)).isTrue();
            assertThat(sockets(SHORT).isIn(directory.resolve("c"))).isFalse();
        }
    }

    @Test
    void findsOneByItsAnswerWhateverItsNameIs() throws IOException {
        try (ServerSocketChannel engine = listen(deep.resolve("d"))) {
            Thread.ofVirtual().start(() -> answer(engine, "HTTP/1.0 200 OK\r\nApi-Version: 1.41\r\n\r\nOK"));

            assertThat(sockets(LONG).isIn(directory)).isTrue();
        }
    }

    @Test
    void findsOneThatWasBoundOverALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), deep);
        try (ServerSocketChannel _ = listen(link.resolve("podman.sock"))) {
            assertThat(sockets(SHORT).isIn(deep)).isTrue();
        }
    }

    @Test
    void leavesOtherProgramsSocketsAlone() throws IOException {
        Files.createFile(directory.resolve("docker.sock"));
        try (ServerSocketChannel other = listen(deep.resolve("other"))) {
            Thread.ofVirtual().start(() -> answer(other, "HTTP/1.0 404 Not Found\r\nServer: nginx\r\n\r\n"));

            assertThat(sockets(LONG).isIn(directory)).isFalse();
        }
    }

    /** One that answers nobody, and one whose queue is full: connect(2) would wait for that without end. */
    @Test
    @Timeout(30)
    void waitsForNobody() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(deep.resolve("silent"));
            silent.bind(address, 1);
            assertThat(sockets(SHORT).isIn(directory)).isFalse();
            for (int i = 0; i < 4; i++) {
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
                waiting.add(client);
                client.configureBlocking(false);
                try {
                    client.connect(address);
                } catch (IOException full) {
                    break;
                }
            }
            assertThat(sockets(SHORT).isIn(directory)).isFalse();
        } finally {
            for (SocketChannel client : waiting) {
                client.close();
            }
        }
    }

    private static EngineSockets sockets(Duration patience) {
        return new EngineSockets(new EngineAddress("tcp://engine.test:2376"), patience);
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    private static void answer(ServerSocketChannel server, String text) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(1024));
            client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
