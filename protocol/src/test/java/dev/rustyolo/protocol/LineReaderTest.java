package dev.rustyolo.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    @Test
    void readsLinesAndThenTheEnd() throws IOException {
        LineReader lines = reader("{\"type\":\"drained\"}\n\nx\n");

        assertThat(lines.next()).contains("{\"type\":\"drained\"}");
        assertThat(lines.next()).contains("");
        assertThat(lines.next()).contains("x");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\n", "a\0b\n", "\t\n", "\u001b[2J\n", "\u007f\n", "\u00fc\n", "\ufeff{}\n"})
    void refusesOtherBytesThanPrintableAscii(String text) {
        assertThatThrownBy(reader(text)::next)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("not printable ASCII");
    }

    @Test
    void refusesALineThatTheEndCutsOff() throws IOException {
        LineReader lines = reader("a\n{\"type\":\"start\"");

        assertThat(lines.next()).contains("a");
        assertThatThrownBy(lines::next).hasMessage("the stream ends in the middle of a line");
    }

    @Test
    void readsTheLongestLineAndNoLonger() throws IOException {
        String longest = "x".repeat(Codec.MAX_LINE);

        assertThat(reader(longest + "\n").next().orElseThrow().equals(longest)).isTrue();
        assertThatThrownBy(reader(longest + "x\n")::next).hasMessage("a line is longer than 8388608 characters");
    }

    @Test
    void givesUpOnALineThatNeverEnds() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(new LineReader(endless)::next).isInstanceOf(ProtocolException.class);
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
