package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion as the installation has it, in the shells themselves, on a terminal. */
@ExtendWith(LabExtension.class)
final class ShellsTest {
    @ParameterizedTest
    @CsvSource({
        "bash, rustyolo --audi, --audit-log",
        "bash, rustyolo --engine pod, --engine podman",
        "bash, rustyolo comple, completion",
        "zsh, rustyolo --audi, --audit-log",
        "zsh, rustyolo --engine pod, --engine podman",
        "zsh, rustyolo comple, completion",
        "fish, rustyolo --audi, --audit-log",
        "fish, rustyolo --engine pod, podman",
        "fish, rustyolo comple, completion"
    })
    void theTabKeyCompletes(String shell, String typed, String line) throws IOException {
        Output end = complete(shell, typed, line);

        assertThat(end.exitCode()).as(end.text()).isZero();
    }

    /** What follows an agent's name is the agent's. */
    @Test
    void theProbeSeesWhenNothingIsCompleted() throws IOException {
        assertThat(complete("bash", "rustyolo claude --audi", "--audit-log").exitCode())
                .isEqualTo(1);
    }

    private static Output complete(String shell, String typed, String line) throws IOException {
        Path share = Rustyolo.binary().resolve("../../share").normalize();
        return Docker.attempt(
                "run",
                "--rm",
                "--pull",
                "never",
                "--network",
                "none",
                "--volume",
                share + ":/usr/local/share/rustyolo:ro",
                "--volume",
                Lab.probes() + ":/app:ro",
                "--entrypoint",
                "python3",
                Lab.clientsImage(),
                "/app/complete.py",
                shell,
                typed,
                line);
    }
}
