package dev.rustyolo.cli.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ReleaseKeysTest {
    private static final byte[] MANIFEST = "the manifest".getBytes(UTF_8);

    private final Signed one = Signed.key();
    private final Signed other = Signed.key();
    private final Signed stranger = Signed.key();
    private final ReleaseKeys keys = ReleaseKeys.parse("# both\n\n" + one.line() + other.line());

    @Test
    void theProgramBringsTwoKeys() {
        assertThatCode(ReleaseKeys::pinned).doesNotThrowAnyException();
    }

    @Test
    void anyGoodSignatureOfAKnownKeyWillDo() {
        for (String signatures : new String[] {
            one.sign(MANIFEST),
            other.sign(MANIFEST),
            stranger.sign(MANIFEST) + other.sign(MANIFEST),
            one.sign("x".getBytes(UTF_8)) + other.sign(MANIFEST),
            one.sign(MANIFEST).strip()
        }) {
            assertThatCode(() -> keys.require(MANIFEST, signatures.getBytes(UTF_8)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void noSignatureIsNone() {
        refused("", "it isn't signed");
    }

    @Test
    void anotherKeyIsNone() {
        refused(
                stranger.sign(MANIFEST),
                "a key that this version of rustyolo doesn't know (\"" + stranger.id() + "\")");
        // Under the name of a known one.
        refused(stranger.sign(MANIFEST).replace(stranger.id(), one.id()), "doesn't belong to it");
    }

    @Test
    void aSignatureOfAnotherTextIsNone() {
        refused(one.sign("another".getBytes(UTF_8)), "doesn't belong to it");
        // The same bytes, signed for another purpose.
        refused(one.sign("", MANIFEST), "doesn't belong to it");
        refused(one.sign("rustyolo release manifest 2\n", MANIFEST), "doesn't belong to it");
    }

    @Test
    void aDamagedSignatureIsNone() {
        String signature = one.sign(MANIFEST).strip();
        refused(signature.substring(0, signature.length() - 8), "doesn't belong to it");
        refused(one.id() + " !!!", "doesn't belong to it");
        refused(one.id(), "no line of one");
        refused("a b c", "no line of one");
        refused("\u001b[31m", "no line of one");
    }

    @Test
    void aKeyUnderAnotherKeysNameIsNoKey() {
        String swapped = one.line().replace(one.id(), other.id());

        assertThatThrownBy(() -> ReleaseKeys.parse(swapped)).hasMessageContaining("isn't the one of this name");
        assertThatThrownBy(() ->
                        ReleaseKeys.parse(one.id() + " " + Base64.getEncoder().encodeToString(new byte[31])))
                .hasMessageContaining("isn't the one of this name");
    }

    private void refused(String signatures, String why) {
        assertThatThrownBy(() -> keys.require(MANIFEST, signatures.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.exitCode()).isEqualTo(12))
                .hasMessageContaining("the release's manifest is refused")
                .hasMessageContaining(why);
    }
}
