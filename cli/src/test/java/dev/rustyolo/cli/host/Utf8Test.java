package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Test
    void textIsWhatItWas() throws CharacterCodingException {
        String text = "a\u00e9\u20ac\ud83d\ude00\ufffd";

        assertThat(Utf8.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    /** A lone byte, one cut short, a long form of a slash, half of a pair, and what lies beyond Unicode. */
    @ParameterizedTest
    @ValueSource(strings = {"ff", "61c3", "c0af", "eda080", "f4908080"})
    void anythingElseIsRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Utf8.decode(bytes)).isInstanceOf(CharacterCodingException.class);
    }
}
