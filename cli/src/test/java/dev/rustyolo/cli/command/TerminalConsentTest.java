package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalConsentTest {
    private final FakePrinter printed = new FakePrinter();

    @ParameterizedTest
    @CsvSource({
        "y, true",
        "Y, true",
        "yes, true",
        "' y ', true",
        "n, false",
        "'', false",
        "yy, false",
        "yes please, false"
    })
    void onlyYesIsYes(String answer, boolean given) {
        assertThat(ask("", answer + "\n")).isEqualTo(given);
        assertThat(printed.err()).contains("sure?");
    }

    @Test
    void theEndOfTheInputIsNo() {
        assertThat(ask("", "")).isFalse();
    }

    @Test
    void whatWasTypedBeforeTheQuestionIsNoAnswer() {
        assertThat(ask("y\n", "n\n")).isFalse();
        assertThat(ask("y\ny\ny", "")).isFalse();
        assertThat(ask("n\n", "y\n")).isTrue();
    }

    @Test
    void theTerminalIsAsItWas() {
        FakeProcesses processes = FakeProcesses.succeeding();

        new TerminalConsent(printed.printer(), processes, InputStream.nullInputStream()).given("sure?");

        assertThat(processes.commands())
                .extracting(command -> command.getLast())
                .containsExactly("-icanon", "icanon");
    }

    private boolean ask(String before, String after) {
        Typed typed = new Typed(before, after);
        FakeProcesses processes = new FakeProcesses(command -> {
            if (command.getLast().equals("icanon")) {
                typed.next();
            }
            return FakeProcess.ended(0, "", "");
        });
        return new TerminalConsent(printed.printer(), processes, typed).given("sure?");
    }

    /** A terminal on which something is typed before the question, and something after it. */
    private static final class Typed extends InputStream {
        private final Queue<Byte> waiting = new ArrayDeque<>();
        private final String after;

        Typed(String before, String after) {
            this.after = after;
            type(before);
        }

        /** What is left of what was typed before stays in front. */
        void next() {
            type(after);
        }

        @Override
        public int available() {
            return waiting.size();
        }

        @Override
        public int read() {
            Byte next = waiting.poll();
            return next == null ? -1 : next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int next = length == 0 ? 0 : read();
            if (next >= 0 && length > 0) {
                bytes[offset] = (byte) next;
            }
            return next < 0 ? -1 : Math.min(length, 1);
        }

        private void type(String text) {
            for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
                waiting.add(b);
            }
        }
    }
}
