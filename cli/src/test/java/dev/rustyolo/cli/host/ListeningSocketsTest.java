package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningSocketsTest {
    @ParameterizedTest
    @CsvSource({
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 /run/docker.sock', /run/docker.sock",
        "'0000000000000000: 00000002 00000000 00010000 0001 01   1 /a b/x', /a b/x",
        "'0000000000000000: 00000003 00000000 00000000 0001 03 123 /run/docker.sock', ''",
        "'0000000000000000: 00000003 00000000 00000000 0001 03 123 /00010000 /x', ''",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 @x /run/docker.sock', ''",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 x /run/docker.sock', ''",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123', ''",
        "'Num       RefCount Protocol Flags    Type St Inode Path', ''",
        "'00010000', ''",
        "'', ''",
    })
    void readsTheKernelsLines(String line, String path) {
        assertThat(ListeningSockets.path(line).orElse("")).isEqualTo(path);
    }

    @Test
    void knowsWhoListens(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("deep socket");
        assertThat(ListeningSockets.paths()).doesNotContain(socket.toString());
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            assertThat(ListeningSockets.paths()).contains(socket.toString());
        }
    }
}
