package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
    private static final String ONE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final String TWO = "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n";

    @TempDir
    Path temporary;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = temporary.resolve("ca.pem");
    }

    @Test
    void takesTheCertificatesAndNoKey() throws IOException {
        // Given
        Files.writeString(
                file,
                "comment\r\n" + ONE.replace("\n", "\r\n")
                        + "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n" + TWO);

        // Then
        assertThat(Certificates.read(file)).isEqualTo(ONE + TWO);
    }

    @Test
    void addsThemToThoseOfTheSystem() throws IOException {
        // Given
        Files.writeString(file, ONE);

        // Then
        assertThat(Certificates.readWithSystem(file)).endsWith(ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nMIIB\n", "-----BEGIN PRIVATE KEY-----"})
    void refusesFilesWithout(String content) throws IOException {
        // Given
        Files.writeString(file, content);

        // Then
        assertThatThrownBy(() -> Certificates.read(file))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("certificate");
    }

    @Test
    @Timeout(20)
    void waitsForNoPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> Certificates.read(file))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("it isn't a regular file");
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> Certificates.read(temporary)).isInstanceOf(CliException.class);
        assertThatThrownBy(() -> Certificates.read(file)).isInstanceOf(CliException.class);
        assertThatThrownBy(() -> Certificates.read(Path.of("/dev/zero"))).isInstanceOf(CliException.class);
    }
}
