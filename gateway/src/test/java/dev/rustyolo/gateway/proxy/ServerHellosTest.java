package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.proxy.Hellos.join;
import static dev.rustyolo.gateway.proxy.Hellos.record;
import static dev.rustyolo.gateway.proxy.ServerMessages.ALERT;
import static dev.rustyolo.gateway.proxy.ServerMessages.CHANGE_CIPHER_SPEC;
import static dev.rustyolo.gateway.proxy.ServerMessages.modern;
import static dev.rustyolo.gateway.proxy.ServerMessages.old;
import static dev.rustyolo.gateway.proxy.ServerMessages.retry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.proxy.ServerHellos.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerHellosTest {
    static Stream<Arguments> answers() {
        byte[] message = Arrays.copyOfRange(retry(), RecordHeader.SIZE, retry().length);
        byte[] inPieces = join(IntStream.range(0, message.length)
                .mapToObj(i -> record(Arrays.copyOfRange(message, i, i + 1)))
                .toArray(byte[][]::new));
        return Stream.of(
                Arguments.of("TLS 1.3", modern(), Answer.NEW),
                Arguments.of("TLS 1.2", old(), Answer.OLD),
                Arguments.of("no extensions", record(join(new byte[] {2, 0, 0, 38, 3, 3}, new byte[36])), Answer.OLD),
                Arguments.of("a retry", retry(), Answer.RETRY),
                Arguments.of("a retry in records of one byte", inPieces, Answer.RETRY),
                Arguments.of("a retry, then TLS 1.3", join(retry(), CHANGE_CIPHER_SPEC, modern()), Answer.NEW),
                Arguments.of("a warning first", join(ALERT, old()), Answer.OLD),
                Arguments.of("a HelloRequest first", join(record(new byte[4]), old()), Answer.OLD),
                Arguments.of("nothing", new byte[0], Answer.NONE),
                Arguments.of("half of it", Arrays.copyOf(modern(), 50), Answer.NONE),
                Arguments.of("another message first", join(record(new byte[] {6, 0, 0, 0}), modern()), Answer.NONE),
                Arguments.of("a malformed one", record(new byte[] {2, 0, 0, 3, 3, 3, 0}), Answer.NONE),
                Arguments.of(
                        "a greeting first",
                        join("220 hello\r\n".getBytes(StandardCharsets.US_ASCII), modern()),
                        Answer.NONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void findsTheAnswer(String what, byte[] bytes, Answer answer) {
        var atOnce = new ServerHellos();
        atOnce.show(bytes, bytes.length);
        assertThat(atOnce.answer()).as(what).isEqualTo(answer);

        var slowly = new ServerHellos();
        for (byte each : bytes) {
            slowly.show(new byte[] {each}, 1);
        }
        assertThat(slowly.answer()).as(what + ", byte by byte").isEqualTo(answer);
    }

    @Test
    void isDoneWithTheAnswerButNotWithARetry() {
        var hellos = new ServerHellos();
        hellos.show(retry(), retry().length);
        assertThat(hellos.settled()).isFalse();
        hellos.show(modern(), modern().length);
        assertThat(hellos.settled()).isTrue();
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() {
        var hellos = new ServerHellos();
        for (int i = 0; i < 10_000 && !hellos.settled(); i++) {
            hellos.show(ALERT, ALERT.length);
        }
        assertThat(hellos.settled()).isTrue();
        assertThat(hellos.answer()).isEqualTo(Answer.NONE);
    }
}
