package dev.rustyolo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvConfTest {
    @TempDir
    Path directory;

    @Test
    void leavesTheEnginesResolverOut() throws IOException {
        Path file = Files.writeString(
                directory.resolve("resolv.conf"),
                "# comment\nnameserver 127.0.0.11\nnameserver\t198.51.100.53\noptions ndots:0\nnameserver 2001:db8::53\n");
        assertThat(Session.resolversOf(file))
                .containsExactly(InetAddress.ofLiteral("198.51.100.53"), InetAddress.ofLiteral("2001:db8::53"));
    }

    @Test
    void aLineThatCantBeUsedHidesNoOther() throws IOException {
        Path file = Files.writeString(
                directory.resolve("resolv.conf"),
                "nameserver fe80::1%nowhere0\nnameserver x\nnameserver 198.51.100.53\n");
        assertThat(Session.resolversOf(file)).containsExactly(InetAddress.ofLiteral("198.51.100.53"));
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(Session.resolversOf(directory.resolve("none"))).isEmpty();
    }
}
