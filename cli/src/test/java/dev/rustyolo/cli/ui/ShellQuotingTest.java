package dev.rustyolo.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellQuotingTest {
    @Test
    void quotesOnlyWhatNeedsIt() {
        assertThat(ShellQuoting.command(List.of("docker", "run", "--env=A=b", "it's", "", "$HOME", "a b")))
                .isEqualTo("docker run --env=A=b 'it'\\''s' '' '$HOME' 'a b'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "'",
                "\"",
                "\\",
                "$(id)",
                "`id`",
                "*",
                "~",
                "#x",
                "a\nb",
                "\t",
                "!x",
                "{a,b}",
                "é",
                ";",
                "&",
                "|",
                "<",
                "x=~y",
                "\033[1m'\\",
                "\u202e"
            })
    void comesBackFromAShellAsItWas(String argument) throws IOException, InterruptedException {
        // Given
        String script = "printf '%s' " + ShellQuoting.quote(argument);

        // When
        Process shell = new ProcessBuilder("bash", "-c", script).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();

        // Then
        assertThat(output).isEqualTo(argument);
    }
}
