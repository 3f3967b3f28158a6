package dev.rustyolo.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscaperTest {
    @Test
    void leavesHarmlessTextAlone() {
        assertThat(Escaper.line("Grüße, 世界 ~/x")).isEqualTo("Grüße, 世界 ~/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\033[31m", "\r", "\b", "\u007f", "\u009b", "\u202e", "\u2028", "\u200b", "\ufeff", "\0"})
    void showsWhatATerminalWouldObey(String harmful) {
        // When
        String escaped = Escaper.text("a" + harmful + "b");

        // Then
        assertThat(escaped).startsWith("a\\u").doesNotContain(harmful.substring(0, 1));
    }

    @Test
    void keepsLinesOnlyWhereTheyAreMeant() {
        assertThat(Escaper.text("a\n\tb")).isEqualTo("a\n\tb");
        assertThat(Escaper.line("a\n\tb")).isEqualTo("a\\u000a\\u0009b");
    }
}
