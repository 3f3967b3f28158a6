package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextTest {
    @TempDir
    Path temporary;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = temporary.resolve(".rustyolo.toml");
    }

    @Test
    void readsWhatIsThere() throws IOException {
        Files.writeString(file, "ä = 1\r\n");

        assertThat(ConfigText.ofProject(file)).contains(new ConfigText(file, "ä = 1\r\n"));
        assertThat(ConfigText.ofUser(file)).contains(new ConfigText(file, "ä = 1\r\n"));
    }

    @Test
    void nothingIsNothing() throws IOException {
        assertThat(ConfigText.ofProject(file)).isEmpty();
        assertThat(ConfigText.ofUser(file)).isEmpty();
        Files.writeString(file, "");
        assertThat(ConfigText.ofUser(file.resolve("below"))).isEmpty();
    }

    @Test
    void aProjectsFileIsNoLink() throws IOException {
        Path real = Files.writeString(temporary.resolve("real"), "[default]\n");
        Files.createSymbolicLink(file, real);

        assertRefused("it is a symbolic link");
        assertThat(ConfigText.ofUser(file)).contains(new ConfigText(file, "[default]\n"));
    }

    @Test
    void aLinkThatLeadsNowhereIsNotNothing() throws IOException {
        Files.createSymbolicLink(file, temporary.resolve("nowhere"));

        assertRefused("it is a symbolic link");
        assertThatThrownBy(() -> ConfigText.ofUser(file)).hasMessageContaining("it is a link that leads nowhere");
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        Files.createDirectory(file);

        assertRefused("it is a directory");
    }

    @Test
    @Timeout(30)
    void nobodyWaitsForAPipe() throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertRefused("it isn't a regular file");
        assertThatThrownBy(() -> ConfigText.ofUser(file)).hasMessageContaining("it isn't a regular file");
    }

    @Test
    void aMebibyteIsTheMost() throws IOException {
        String most = "#".repeat(ConfigText.LONGEST);
        Files.writeString(file, most);
        assertThat(ConfigText.ofProject(file)).contains(new ConfigText(file, most));

        Files.writeString(file, most + "#");
        assertRefused("it has more than 1048576 bytes");
    }

    @Test
    void itIsUtf8() throws IOException {
        Files.write(file, "ä = 1".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("it isn't UTF-8 text");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> ConfigText.ofProject(file))
                .isInstanceOf(CliException.class)
                .hasMessage("can't use " + file + ": " + why);
    }
}
