package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.proxy.Hellos.body;
import static dev.rustyolo.gateway.proxy.Hellos.extension;
import static dev.rustyolo.gateway.proxy.Hellos.handshake;
import static dev.rustyolo.gateway.proxy.Hellos.join;
import static dev.rustyolo.gateway.proxy.Hellos.number16;
import static dev.rustyolo.gateway.proxy.Hellos.record;
import static dev.rustyolo.gateway.proxy.Hellos.sni;
import static dev.rustyolo.gateway.proxy.ServerMessages.ALERT;
import static dev.rustyolo.gateway.proxy.ServerMessages.CHANGE_CIPHER_SPEC;
import static dev.rustyolo.gateway.proxy.ServerMessages.modern;
import static dev.rustyolo.gateway.proxy.ServerMessages.old;
import static dev.rustyolo.gateway.proxy.ServerMessages.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations by hand, each also byte by byte and with the client's first words read ahead. */
class LaterHellosTest {
    private static final byte[] OURS = handshake(body(sni("Allowed.test")));
    private static final byte[] OTHERS = handshake(body(sni("evil.test")));
    private static final byte[] KEY_EXCHANGE = message(16, 60);
    /** Nobody can tell what is in it, so what looks like a hello in there must pass. */
    private static final byte[] ENCRYPTED =
            join(record(new byte[40]), data(500), record(OTHERS), new byte[] {9, 9, 9, 9, 9, 9, 9});

    private static byte[] message(int type, int size) {
        return join(new byte[] {(byte) type, 0}, number16(size), new byte[size]);
    }

    private static byte[] data(int size) {
        return join(new byte[] {23, 3, 3}, number16(size), new byte[size]);
    }

    private static byte[] records(byte[] message, int size) {
        return join(IntStream.iterate(0, at -> at < message.length, at -> at + size)
                .mapToObj(at -> record(Arrays.copyOfRange(message, at, Math.min(message.length, at + size))))
                .toArray(byte[][]::new));
    }

    private static Exchange exchange() {
        return new Exchange();
    }

    static Stream<Arguments> passing() {
        byte[] certificates =
                join(records(message(11, 20_000), 16_000), record(KEY_EXCHANGE), record(message(15, 260)));
        return Stream.of(
                Arguments.of("nothing", exchange()),
                Arguments.of(
                        "TLS 1.3", exchange().server(modern()).client(join(CHANGE_CIPHER_SPEC, data(50), ENCRYPTED))),
                Arguments.of(
                        "early data that is taken",
                        exchange()
                                .client(join(CHANGE_CIPHER_SPEC, data(16_384 + 256), data(9)))
                                .server(modern())
                                .client(join(data(50), ENCRYPTED))),
                Arguments.of(
                        "TLS 1.2 with certificates of the client's",
                        exchange().server(old()).client(join(certificates, CHANGE_CIPHER_SPEC, ENCRYPTED))),
                Arguments.of("TLS 1.2 resumed", exchange().server(old()).client(join(CHANGE_CIPHER_SPEC, ENCRYPTED))),
                Arguments.of(
                        "a retry",
                        exchange()
                                .server(retry())
                                .client(record(OURS))
                                .server(modern())
                                .client(join(data(50), ENCRYPTED))),
                Arguments.of(
                        "a retry with early data, in the looks of TLS 1.2, over many records",
                        exchange()
                                .client(join(CHANGE_CIPHER_SPEC, data(100)))
                                .server(retry())
                                .client(join(data(10), CHANGE_CIPHER_SPEC, records(OURS, 1)))
                                .server(join(CHANGE_CIPHER_SPEC, modern()))
                                .client(join(data(50), ENCRYPTED))),
                Arguments.of(
                        "a retry that leads to TLS 1.2",
                        exchange()
                                .server(retry())
                                .client(record(OURS))
                                .server(old())
                                .client(join(record(KEY_EXCHANGE), CHANGE_CIPHER_SPEC, ENCRYPTED))),
                Arguments.of(
                        "a client that gives up", exchange().server(retry()).client(ALERT)),
                Arguments.of(
                        "a large hello",
                        exchange()
                                .server(retry())
                                .client(records(
                                        handshake(body(extension(51, new byte[60_000]), sni("allowed.test"))),
                                        16_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void passesEveryByte(String what, Exchange exchange) {
        for (Exchange.Outcome outcome : exchange.run()) {
            assertThat(outcome.refusals()).as(what).isEmpty();
            assertThat(outcome.sent()).as(what).isEqualTo(exchange.ofClient());
        }
    }

    static Stream<Arguments> refused() {
        byte[] other = record(OTHERS);
        return Stream.of(
                Arguments.of(
                        "another name",
                        "asks for evil.test",
                        exchange().server(retry()).client(other)),
                Arguments.of(
                        "another name after the one for the looks",
                        "asks for evil.test",
                        exchange().server(retry()).client(join(CHANGE_CIPHER_SPEC, other))),
                Arguments.of(
                        "another name in records of one byte",
                        "asks for evil.test",
                        exchange().server(retry()).client(records(OTHERS, 1))),
                Arguments.of(
                        "another name after early data",
                        "asks for evil.test",
                        exchange().client(data(100)).server(retry()).client(join(data(100), other))),
                Arguments.of(
                        "another name after the right one",
                        "asks for evil.test",
                        exchange().server(retry()).client(join(record(OURS), other))),
                Arguments.of(
                        "another name after the right one, in its record",
                        "asks for evil.test",
                        exchange().server(retry()).client(record(join(OURS, OTHERS)))),
                Arguments.of(
                        "another name after a second retry",
                        "asks for evil.test",
                        exchange()
                                .server(retry())
                                .client(record(OURS))
                                .server(retry())
                                .client(other)),
                Arguments.of("no name", "no SNI", exchange().server(retry()).client(record(handshake(body())))),
                Arguments.of(
                        "two names",
                        "more than one SNI",
                        exchange().server(retry()).client(record(handshake(body(sni("allowed.test", "evil.test")))))),
                Arguments.of(
                        "an empty hello",
                        "malformed",
                        exchange().server(retry()).client(record(new byte[] {1, 0, 0, 0}))),
                Arguments.of(
                        "a huge hello",
                        "larger than",
                        exchange().server(retry()).client(record(new byte[] {1, 2, 0, 0, 3}))),
                Arguments.of(
                        "a large hello in tiny records",
                        "too many records",
                        exchange()
                                .server(retry())
                                .client(records(
                                        handshake(body(sni("allowed.test"), extension(21, new byte[60_000]))), 1))),
                Arguments.of(
                        "something between the parts of a hello",
                        "interrupted",
                        exchange().server(retry()).client(join(record(Arrays.copyOf(OURS, 9)), data(9)))),
                Arguments.of(
                        "another message than the server asked for",
                        "something else",
                        exchange().server(retry()).client(record(KEY_EXCHANGE))),
                Arguments.of("both at once", "before the server", exchange().client(other)),
                Arguments.of(
                        "both at once with one name",
                        "before the server",
                        exchange().client(record(OURS))),
                Arguments.of(
                        "both at once, with early data between",
                        "before the server",
                        exchange()
                                .client(join(CHANGE_CIPHER_SPEC, data(100), other))
                                .server(retry())),
                Arguments.of(
                        "early data and then another name, when nothing was asked for",
                        "in the clear",
                        exchange().client(data(100)).server(modern()).client(other)),
                Arguments.of(
                        "another name in TLS 1.2 before its ChangeCipherSpec",
                        "asks for evil.test",
                        exchange().server(old()).client(join(record(KEY_EXCHANGE), other))),
                Arguments.of(
                        "another name behind a message in its record",
                        "asks for evil.test",
                        exchange().server(old()).client(record(join(KEY_EXCHANGE, OTHERS)))),
                Arguments.of(
                        "another name after a ChangeCipherSpec ahead of the answer",
                        "asks for evil.test",
                        exchange().client(CHANGE_CIPHER_SPEC).server(old()).client(other)),
                Arguments.of(
                        "another name after data without keys",
                        "asks for evil.test",
                        exchange().server(old()).client(join(data(20), other))),
                Arguments.of(
                        "an empty record",
                        "size that none has",
                        exchange().server(retry()).client(record(new byte[0]))),
                Arguments.of(
                        "another protocol",
                        "not TLS",
                        exchange()
                                .server(retry())
                                .client("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "a hello of SSL 2.0",
                        "not TLS",
                        exchange().server(old()).client(new byte[] {(byte) 0x80, 0x2e, 1, 3, 1, 0, 0})),
                Arguments.of(
                        "a server that speaks no TLS",
                        "before the server",
                        exchange()
                                .server("220 hi\r\n".getBytes(StandardCharsets.US_ASCII))
                                .client(other)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String what, String reason, Exchange exchange) {
        for (Exchange.Outcome outcome : exchange.run()) {
            assertThat(outcome.refusals()).as(what).singleElement().asString().contains(reason);
            assertThat(new String(outcome.sent(), StandardCharsets.ISO_8859_1))
                    .as(what)
                    .doesNotContain("evil.test");
        }
    }

    @Test
    void nothingOfAHelloInManyRecordsGoesOnBeforeItsEnd() {
        Exchange exchange = exchange().server(retry()).client(records(OTHERS, 10));
        assertThat(exchange.run())
                .allSatisfy(outcome -> assertThat(outcome.sent()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30, 60})
    void nothingOfAHelloThatEndsTooSoonGoesOn(int size) {
        byte[] part = Arrays.copyOf(record(OTHERS), size);
        for (Exchange.Outcome outcome : exchange().server(retry()).client(part).run()) {
            assertThat(outcome.refusals()).isEmpty();
            assertThat(outcome.sent()).isEmpty();
        }
    }
}
