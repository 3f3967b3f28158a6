package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.proxy.Hellos.body;
import static dev.rustyolo.gateway.proxy.Hellos.entry;
import static dev.rustyolo.gateway.proxy.Hellos.extension;
import static dev.rustyolo.gateway.proxy.Hellos.handshake;
import static dev.rustyolo.gateway.proxy.Hellos.join;
import static dev.rustyolo.gateway.proxy.Hellos.number16;
import static dev.rustyolo.gateway.proxy.Hellos.record;
import static dev.rustyolo.gateway.proxy.Hellos.sni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.policy.DomainName;
import dev.rustyolo.protocol.Layer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlsGateTest {
    private static final TlsGate GATE = new TlsGate(DomainName.parse("allowed.test"));

    private static Gate.Outcome judge(byte[] bytes) throws IOException {
        return GATE.judge(new ByteArrayInputStream(bytes));
    }

    @Test
    void passesTheNameAndGivesEveryByteBack() throws IOException {
        byte[] hello = record(handshake(body(extension(43, new byte[] {2, 3, 4}), sni("ALLOWED.test"))));
        assertThat(judge(hello))
                .isInstanceOfSatisfying(
                        Gate.Pass.class, pass -> assertThat(pass.prefix()).isEqualTo(hello));
    }

    @Test
    void readsAHelloInRecordsOfOneByte() throws IOException {
        byte[] message = handshake(body(sni("allowed.test")));
        byte[] records = join(java.util.stream.IntStream.range(0, message.length)
                .mapToObj(i -> record(Arrays.copyOfRange(message, i, i + 1)))
                .toArray(byte[][]::new));
        assertThat(judge(records))
                .isInstanceOfSatisfying(
                        Gate.Pass.class, pass -> assertThat(pass.prefix()).isEqualTo(records));
    }

    @Test
    void readsALargeHello() throws IOException {
        byte[] message = handshake(body(extension(51, new byte[30_000]), sni("allowed.test")));
        byte[] records = join(
                record(Arrays.copyOf(message, 16_000)), record(Arrays.copyOfRange(message, 16_000, message.length)));
        assertThat(judge(records)).isInstanceOf(Gate.Pass.class);
    }

    static Stream<Arguments> refused() {
        byte[] twoInOne = join(entry(0, "allowed.test"), entry(0, "evil.test"));
        byte[] truncated = Arrays.copyOf(body(sni("allowed.test")), 50);
        return Stream.of(
                Arguments.of("another name", record(handshake(body(sni("evil.test"))))),
                Arguments.of("a name that ends like it", record(handshake(body(sni("notallowed.test"))))),
                Arguments.of("no SNI", record(handshake(body(extension(43, new byte[] {2, 3, 4}))))),
                Arguments.of("two extensions", record(handshake(body(sni("allowed.test"), sni("evil.test"))))),
                Arguments.of("the same twice", record(handshake(body(sni("allowed.test"), sni("allowed.test"))))),
                Arguments.of(
                        "two in one list",
                        record(handshake(body(extension(0, join(number16(twoInOne.length), twoInOne)))))),
                Arguments.of(
                        "another kind of name",
                        record(handshake(body(extension(0, join(number16(15), entry(1, "allowed.test"))))))),
                Arguments.of("an address", record(handshake(body(sni("198.51.100.7"))))),
                Arguments.of("a NUL", record(handshake(body(sni("evil.test\0.allowed.test"))))),
                Arguments.of("a NUL at the end", record(handshake(body(sni("allowed.test\0"))))),
                Arguments.of("two dots", record(handshake(body(sni("allowed.test.."))))),
                Arguments.of("nothing", record(handshake(body(sni(""))))),
                Arguments.of("a truncated body", record(handshake(truncated))),
                Arguments.of("bytes after the end", record(handshake(join(body(sni("allowed.test")), new byte[3])))),
                Arguments.of(
                        "another hello behind it",
                        record(join(handshake(body(sni("allowed.test"))), handshake(body(sni("evil.test")))))),
                Arguments.of("a ServerHello", record(new byte[] {2, 0, 0, 0})),
                Arguments.of("an empty record", record(new byte[0])),
                Arguments.of("an alert", new byte[] {21, 3, 3, 0, 2, 2, 0}),
                Arguments.of("a hello of 16 MB", record(new byte[] {1, (byte) 0xff, (byte) 0xff, (byte) 0xff})),
                Arguments.of("HTTP", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("SSLv2", new byte[] {(byte) 0x80, 0x2e, 1, 3, 1, 0, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String what, byte[] bytes) throws IOException {
        assertThat(judge(bytes)).as(what).isInstanceOfSatisfying(Gate.Refuse.class, refusal -> {
            assertThat(refusal.layer()).isEqualTo(Layer.TLS);
            assertThat(refusal.reply()).startsWith(21, 3, 3);
        });
    }

    @Test
    void refusesALargeHelloInTinyRecords() throws IOException {
        byte[] message = handshake(body(extension(51, new byte[60_000]), sni("allowed.test")));
        byte[] records = join(java.util.stream.IntStream.range(0, message.length)
                .mapToObj(i -> record(Arrays.copyOfRange(message, i, i + 1)))
                .toArray(byte[][]::new));
        var client = new ByteArrayInputStream(records);
        assertThat(GATE.judge(client)).isInstanceOf(Gate.Refuse.class);
        assertThat(records.length - client.available()).isLessThan(150_000);
    }

    @Test
    void neverPassesAPrefixOfAHello() {
        byte[] hello = record(handshake(body(sni("allowed.test"))));
        for (int length = 0; length < hello.length; length++) {
            byte[] part = Arrays.copyOf(hello, length);
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> judge(part));
        }
    }
}
