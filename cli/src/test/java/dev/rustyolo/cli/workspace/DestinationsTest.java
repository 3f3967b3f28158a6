package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/app",
                "/home",
                "/home/agent",
                "/home/agent/.config",
                "/home/agent/.config/rustyolo",
                "/run",
                "/run/rustyolo",
                "/run/rustyolo/x",
                "/proc",
                "/proc/1",
                "/sys",
                "/sys/fs",
                "/dev",
                "/dev/null",
                "/etc",
                "/etc/passwd",
                "/etc/group",
                "/etc/hosts",
                "/etc/resolv.conf",
                "/tmp",
                "/var",
                "/var/tmp"
            })
    void refusesWhatTheSandboxNeeds(String destination) {
        assertThatThrownBy(() -> Destinations.require(List.of(mount(destination))))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("as it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data",
                "/application",
                "/home/agent/.ssh",
                "/home/agent/.config/git",
                "/etc/ssl",
                "/app/data",
                "/tmp/x",
                "/home/agent/.config/rustyolo/claude/skills"
            })
    void allowsTheRest(String destination) {
        assertThatCode(() -> Destinations.require(List.of(mount(destination)))).doesNotThrowAnyException();
    }

    @Test
    void refusesTheSameTwice() {
        assertThatThrownBy(() -> Destinations.require(List.of(mount("/a"), mount("/b"), mount("/a"))))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("two volumes");
    }

    private static BindMount mount(String destination) {
        return BindMount.readOnly(Path.of("/srv/x"), destination);
    }
}
