package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick look at a name may only say less than the close one. */
class NameSyntaxTest {
    private static final String[] PIECES = {
        "a",
        "z9",
        "-",
        ".",
        "xn--",
        "xn--bcher-kva",
        "0",
        "0x1f",
        "A",
        "_",
        " ",
        "\0",
        "\u00e9",
        "a".repeat(62),
        "test",
        ".a"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsPlainIsCanonical(long seed) {
        Random random = new Random(seed);
        int plain = 0;
        for (int round = 0; round < 50_000; round++) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                name.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String text = name.toString();
            if (NameSyntax.isPlain(text)) {
                plain++;
                assertThatCode(() -> new NameSyntax(text).checkClosely(text))
                        .as(text)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(plain).isGreaterThan(500);
    }

    @Test
    void usualNamesArePlain() {
        assertThat(NameSyntax.isPlain("api.github.com")).isTrue();
        assertThat(NameSyntax.isPlain("a-b.1.x9")).isTrue();
        assertThat(NameSyntax.isPlain("a.".repeat(126) + "a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "-a",
                "a-",
                "a.-b",
                "xn--bcher-kva.test",
                "10.0.0.1",
                "a.9",
                "A",
                "a_b"
            })
    void othersGetACloseLook(String name) {
        assertThat(NameSyntax.isPlain(name)).isFalse();
        assertThat(NameSyntax.isPlain("a".repeat(64))).isFalse();
        assertThat(NameSyntax.isPlain("a.".repeat(127) + "a")).isFalse();
    }
}
