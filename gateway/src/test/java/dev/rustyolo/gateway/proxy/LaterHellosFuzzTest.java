package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.proxy.Hellos.body;
import static dev.rustyolo.gateway.proxy.Hellos.handshake;
import static dev.rustyolo.gateway.proxy.Hellos.join;
import static dev.rustyolo.gateway.proxy.Hellos.record;
import static dev.rustyolo.gateway.proxy.Hellos.sni;
import static dev.rustyolo.gateway.proxy.ServerMessages.CHANGE_CIPHER_SPEC;
import static dev.rustyolo.gateway.proxy.ServerMessages.modern;
import static dev.rustyolo.gateway.proxy.ServerMessages.old;
import static dev.rustyolo.gateway.proxy.ServerMessages.retry;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.gateway.fuzz.Mutations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends after its first hello: what goes on in the clear has no hello but for the name. */
class LaterHellosFuzzTest {
    private static final String NAME = "allowed.test";
    private static final byte[] KEY_EXCHANGE = {16, 0, 0, 2, 1, 1};

    static Stream<byte[]> seeds() {
        byte[] ours = handshake(body(sni(NAME)));
        byte[] others = handshake(body(sni("evil.test")));
        byte[] data = {23, 3, 3, 0, 2, 9, 9};
        byte[] inPieces = join(
                record(Arrays.copyOf(others, 3)),
                record(Arrays.copyOfRange(others, 3, 50)),
                record(Arrays.copyOfRange(others, 50, others.length)));
        return Stream.of(
                record(ours),
                join(CHANGE_CIPHER_SPEC, record(ours), data),
                join(data, CHANGE_CIPHER_SPEC, record(others)),
                join(record(KEY_EXCHANGE), CHANGE_CIPHER_SPEC, record(others)),
                record(join(KEY_EXCHANGE, others)),
                join(record(ours), inPieces),
                join(data, data, record(others)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void gate(byte[] bytes) {
        for (byte[] answer : List.of(new byte[0], retry(), old(), modern())) {
            for (Exchange.Outcome outcome :
                    new Exchange().server(answer).client(bytes).run()) {
                byte[] sent = outcome.sent();
                assertThat(sent).isEqualTo(Arrays.copyOf(bytes, sent.length));
                assertThat(ReferenceHello.allNames(sent, Arrays.equals(answer, old()), Arrays.equals(answer, modern())))
                        .allMatch(List.of(NAME)::equals);
            }
        }
    }

    @Test
    void holdsForChangedMessages() {
        Mutations.feed(seeds().toList(), this::gate);
    }
}
