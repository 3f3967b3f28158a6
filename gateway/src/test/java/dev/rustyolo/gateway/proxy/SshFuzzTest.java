package dev.rustyolo.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.gateway.fuzz.Mutations;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one side sends where SSH must be: it passes exactly if an identification begins it, or one of its lines. */
class SshFuzzTest {
    private static final int MAX_BEFORE = 8 * 1024;

    static Stream<byte[]> seeds() {
        return Stream.of("SSH-2.0-OpenSSH_9.9\r\n", "welcome\r\nSSSH-\nSSH-2.0-x\r\n", "SS", "\26\3\1\2\0", "")
                .map(Mutations::ascii);
    }

    @MethodSource("seeds")
    @FuzzTest
    void gate(byte[] bytes) throws IOException {
        String text = new String(bytes, ISO_8859_1);
        assertThat(passes(SshGate.ofClient(), bytes)).isEqualTo(text.startsWith("SSH-"));
        String head = text.substring(0, Math.min(text.length(), MAX_BEFORE));
        assertThat(passes(SshGate.ofServer(), bytes)).isEqualTo(head.startsWith("SSH-") || head.contains("\nSSH-"));
    }

    private static boolean passes(Gate gate, byte[] bytes) throws IOException {
        var side = new ByteArrayInputStream(bytes);
        try {
            if (gate.judge(side) instanceof Gate.Pass(byte[] prefix, var _)) {
                assertThat(prefix).isEqualTo(Arrays.copyOf(bytes, bytes.length - side.available()));
                return true;
            }
        } catch (EOFException e) {
            assertThat(bytes).isEmpty();
        }
        return false;
    }

    @Test
    void holdsForChangedBanners() {
        Mutations.feed(seeds().toList(), this::gate);
    }
}
