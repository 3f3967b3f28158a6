package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandRunnerTest {
    private static final CommandRunner COMMANDS = CommandRunner.withLimit(Duration.ofSeconds(5));

    @Test
    void givesInputAndReturnsOutput() {
        assertThat(COMMANDS.run(List.of("/bin/cat"), "rules\n")).isEqualTo("rules\n");
    }

    @Test
    void saysHowAProgramFailedThatDidNotEvenReadItsInput() {
        // Given more than a pipe holds
        String input = "rules\n".repeat(100_000);

        // Then
        assertThatThrownBy(() -> COMMANDS.run(List.of("/bin/sh", "-c", "echo no netlink >&2; exit 3"), input))
                .isInstanceOf(KernelException.class)
                .hasMessage("/bin/sh failed with 3: no netlink");
    }

    @Test
    void doesNotWaitForAProgramThatHangs() {
        CommandRunner impatient = CommandRunner.withLimit(Duration.ofMillis(50));

        assertThatThrownBy(() -> impatient.run(List.of("/bin/sleep", "600"), ""))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("did not end within 50 ms");
    }
}
