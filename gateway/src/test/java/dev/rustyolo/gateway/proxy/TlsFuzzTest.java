package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.fuzz.Mutations.ascii;
import static dev.rustyolo.gateway.proxy.Hellos.body;
import static dev.rustyolo.gateway.proxy.Hellos.entry;
import static dev.rustyolo.gateway.proxy.Hellos.extension;
import static dev.rustyolo.gateway.proxy.Hellos.handshake;
import static dev.rustyolo.gateway.proxy.Hellos.join;
import static dev.rustyolo.gateway.proxy.Hellos.number16;
import static dev.rustyolo.gateway.proxy.Hellos.record;
import static dev.rustyolo.gateway.proxy.Hellos.sni;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.gateway.fuzz.Mutations;
import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends where TLS must be: it passes only if the reference finds one SNI, which is the name. */
class TlsFuzzTest {
    private static final String NAME = "allowed.test";
    private static final TlsGate TLS = new TlsGate(DomainName.parse(NAME));
    private static final OpaqueGate OPAQUE = new OpaqueGate(DomainName.parse(NAME));
    private static final int MOST_READ = 2 * 64 * 1024 + 16 * 1024 + 5;

    static Stream<byte[]> seeds() {
        byte[] hello = handshake(body(extension(43, new byte[] {2, 3, 4}), sni(NAME), extension(51, new byte[40])));
        byte[] two = join(entry(0, NAME), entry(0, "evil.test"));
        byte[] inPieces = join(
                record(Arrays.copyOf(hello, 3)),
                record(Arrays.copyOfRange(hello, 3, 50)),
                record(Arrays.copyOfRange(hello, 50, hello.length)));
        return Stream.of(
                record(hello),
                inPieces,
                record(join(hello, hello)),
                record(handshake(body(sni("ALLOWED.test.")))),
                record(handshake(body(sni("evil.test")))),
                record(handshake(body(sni(NAME), sni("evil.test")))),
                record(handshake(body(extension(0, join(number16(two.length), two))))),
                record(handshake(body())),
                ascii("SSH-2.0-x\r\n"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void gate(byte[] bytes) throws IOException {
        if (passes(TLS, bytes)) {
            assertThat(ReferenceHello.names(bytes)).containsExactly(NAME);
        }
        if (passes(OPAQUE, bytes) && bytes.length > 1 && bytes[0] >= 20 && bytes[0] <= 23 && bytes[1] == 3) {
            assertThat(ReferenceHello.names(bytes)).containsExactly(NAME);
        }
    }

    private static boolean passes(Gate gate, byte[] bytes) throws IOException {
        var client = new ByteArrayInputStream(bytes);
        Gate.Outcome outcome;
        try {
            outcome = gate.judge(client);
        } catch (EOFException e) {
            return false;
        }
        int read = bytes.length - client.available();
        assertThat(read).isLessThanOrEqualTo(MOST_READ);
        if (outcome instanceof Gate.Pass(byte[] prefix, var _)) {
            assertThat(prefix).isEqualTo(Arrays.copyOf(bytes, read));
            return true;
        }
        return false;
    }

    @Test
    void holdsForChangedHellos() {
        Mutations.feed(seeds().toList(), this::gate);
    }

    @Test
    void passesTheGoodOnesAmongTheSeeds() throws IOException {
        int passed = 0;
        for (byte[] seed : seeds().toList()) {
            passed += passes(TLS, seed) ? 1 : 0;
        }
        assertThat(passed).isEqualTo(3);
    }
}
