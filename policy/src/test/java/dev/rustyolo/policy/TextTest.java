package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {
    @Test
    void quotesPlainTextAsItIs() {
        assertThat(Text.quote("example.com:443")).isEqualTo("\"example.com:443\"");
        assertThat(Text.quote("")).isEqualTo("\"\"");
    }

    @Test
    void escapesWhatCouldEndTheQuotation() {
        assertThat(Text.quote("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @Test
    void escapesTheEndOfALine() {
        assertThat(Text.quote("a\r\nb\tc")).isEqualTo("\"a\\r\\nb\\tc\"");
    }

    @Test
    void escapesTerminalSequencesBidiAndWhatCannotBeSeen() {
        assertThat(Text.quote("\u001b[2J")).isEqualTo("\"\\u001b[2J\"");
        assertThat(Text.quote("\u009b2J")).isEqualTo("\"\\u009b2J\"");
        assertThat(Text.quote("a\u202eb\u200bc\ufeff")).isEqualTo("\"a\\u202eb\\u200bc\\ufeff\"");
        assertThat(Text.quote("\ud83d\ude00\ud800")).isEqualTo("\"\\ud83d\\ude00\\ud800\"");
    }

    static IntStream everyChar() {
        return IntStream.rangeClosed(0, 0x2fff);
    }

    @Test
    void isPrintableAsciiWhateverTheInput() {
        everyChar()
                .forEach(c -> assertThat(Text.quote("x" + (char) c).chars())
                        .as("U+%04X", c)
                        .allMatch(out -> out >= ' ' && out <= '~'));
    }

    @Test
    void capsTheLengthAndSaysSo() {
        assertThat(Text.quote("a".repeat(200))).isEqualTo("\"" + "a".repeat(200) + "\"");
        assertThat(Text.quote("a".repeat(201))).isEqualTo("\"" + "a".repeat(200) + "\"... (201 characters)");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void neverCutsAnEscapeInTwo(int letters) {
        String quoted = Text.quote("a".repeat(letters) + "\u202e");

        assertThat(quoted)
                .satisfiesAnyOf(
                        text -> assertThat(text).endsWith("a\\u202e\""),
                        text -> assertThat(text).endsWith("a\"... (" + (letters + 1) + " characters)"));
        assertThat(quoted.length()).isLessThan(230);
    }

    static IntStream lengths() {
        return IntStream.rangeClosed(190, 201);
    }
}
