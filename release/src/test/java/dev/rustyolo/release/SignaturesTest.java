package dev.rustyolo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    private static final byte[] MANIFEST = "{\"format\":1}\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Path key;
    private PinnedKeys pinned;

    @BeforeEach
    void makeKey() throws IOException {
        key = directory.resolve("key.pem");
        String line = Signatures.generate(key);
        pinned = PinnedKeys.read(Files.writeString(directory.resolve("keys"), "# one\n" + line + "\n"));
    }

    @Test
    void whatIsSignedIsGood() throws IOException {
        String line = Signatures.line(MANIFEST, key, pinned);

        assertThat(Signatures.signer(MANIFEST, line + "\n", pinned)).isEqualTo(line.substring(0, 16));
    }

    @Test
    void anotherLineBeforeItDoesNotHarm() throws IOException {
        String lines = "0123456789abcdef AAAA\nnonsense\n" + Signatures.line(MANIFEST, key, pinned) + "\n";

        assertThat(Signatures.signer(MANIFEST, lines, pinned)).hasSize(16);
    }

    @Test
    void nothingElseIsGood() throws IOException {
        String line = Signatures.line(MANIFEST, key, pinned);
        byte[] other = "{\"format\":2}\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Signatures.signer(other, line, pinned)).hasMessageContaining("no pinned key");
        assertThatThrownBy(() -> Signatures.signer(MANIFEST, "", pinned)).hasMessageContaining("no pinned key");
        assertThatThrownBy(() -> Signatures.signer(MANIFEST, line.replaceFirst("^.", "g"), pinned))
                .hasMessageContaining("no pinned key");
        assertThatThrownBy(() -> Signatures.signer(MANIFEST, line.substring(0, line.length() - 8), pinned))
                .hasMessageContaining("no pinned key");
    }

    @Test
    void aKeyThatNobodyHasPinnedSignsNothing() throws IOException {
        Path other = directory.resolve("other.pem");
        Signatures.generate(other);

        assertThatThrownBy(() -> Signatures.line(MANIFEST, other, pinned))
                .hasMessageContaining("none of the pinned ones");
    }

    @Test
    void aKeyIsItsOwnersAloneAndNeverOverwritten() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> Signatures.generate(key)).hasMessageContaining("never overwritten");
    }

    @Test
    void whatIsNoKeySignsNothing() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no key\n");
        Path damaged = Files.writeString(
                directory.resolve("damaged"), Files.readString(key).replace("MC4C", "MC5C"));

        assertThatThrownBy(() -> Signatures.line(MANIFEST, text, pinned)).hasMessageContaining("no private key as PEM");
        assertThatThrownBy(() -> Signatures.line(MANIFEST, damaged, pinned)).hasMessageContaining("no Ed25519 key");
    }

    @Test
    void theProgramPinsTwoKeys() throws IOException {
        Path file = Path.of("..", "cli/src/main/resources/dev/rustyolo/cli/update/release-keys.txt");

        assertThat(PinnedKeys.read(file).keys()).hasSize(2);
    }

    @Test
    void aKeyUnderAnotherNameIsRefused() throws IOException {
        String line = Files.readAllLines(directory.resolve("keys")).getLast();
        String renamed = (line.startsWith("0") ? "1" : "0") + line.substring(1);
        Path file = Files.writeString(directory.resolve("renamed"), renamed + "\n");

        assertThatThrownBy(() -> PinnedKeys.read(file)).hasMessageContaining("no key with its name");
    }
}
