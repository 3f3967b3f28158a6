package dev.rustyolo.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Nonce.Haystack;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A judge that overlooks a nonce would make every attack seem to fail. */
final class NonceTest {
    private final Nonce nonce = Nonce.fresh();
    private final byte[] bytes = nonce.text().getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void findsItInEveryFormAtEveryAlignment(String before) {
        byte[] shifted = (before + nonce.text() + "tail").getBytes(StandardCharsets.US_ASCII);

        assertFound(before + nonce.text() + "tail");
        assertFound(before + new StringBuilder(nonce.text()).reverse());
        assertFound(before + HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        assertFound("x=" + Base64.getEncoder().encodeToString(shifted));
        assertFound("x=" + Base64.getUrlEncoder().encodeToString(shifted).toLowerCase(Locale.ROOT));
        assertFound(new Nonce(before + nonce.text() + "tail").base32());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "-", " ", "\r\n"})
    void findsItInPieces(String between) {
        assertFound(nonce.text().substring(0, 7) + between + nonce.text().substring(7));
        assertFound(HexFormat.ofDelimiter("%").formatHex(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void doesNotSeeWhatIsNotThere(int ignored) {
        String other = Nonce.fresh().text();

        assertThat(Haystack.of(other + Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.US_ASCII)))
                        .holdsAny(nonce.forms()))
                .isFalse();
    }

    private void assertFound(String text) {
        assertThat(Haystack.of("before " + text + " after").holdsAny(nonce.forms()))
                .as(text)
                .isTrue();
    }
}
