package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest extends MachineFixture {
    @Test
    void takesTheOnlyOne() throws IOException {
        assertThat(choose("").name()).isEqualTo("docker");
        assertThat(choose("").note()).isEmpty();

        addPodman();
        Files.delete(machine.docker());
        assertThat(choose("").name()).isEqualTo("podman");
        assertThat(choose("").note()).isEqualTo("engine: rootless Podman");
    }

    @Test
    void takesDockerWhenBothAreThereAndSaysSo() throws IOException {
        addPodman();
        machine.with("DOCKER_HOST", "unix:///somewhere");

        assertThat(choose("").name()).isEqualTo("docker");
        assertThat(choose("").note()).contains("Docker").contains("--engine podman");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void takesWhatIsAskedFor(String name) throws IOException {
        addPodman();

        assertThat(choose(name).name()).isEqualTo(name);
        assertThat(choose(name).note()).isEmpty();
        machine.with("RUSTYOLO_ENGINE", name);
        assertThat(choose("").name()).isEqualTo(name);
    }

    @Test
    void keepsWhatPodmanHasApart() throws IOException {
        addPodman();

        assertThat(choose("docker").host().locations().sessions())
                .isEqualTo(machine.state().resolve("sessions"));
        assertThat(choose("podman").host().locations().sessions())
                .isEqualTo(machine.state().resolve("podman/sessions"));
        assertThat(choose("podman").host().locations().homes())
                .isEqualTo(machine.state().resolve("homes"));
    }

    @Test
    void takesAScriptThatStartsPodmanForWhatItIs() throws IOException {
        addPodman();
        Files.writeString(machine.docker(), "#!/bin/sh\nexec /usr/bin/podman \"$@\"\n");

        assertThat(choose("").name()).isEqualTo("podman");
        assertThat(failure("docker").exitCode()).isEqualTo(69);
    }

    @Test
    void refusesAServiceThatMayBeAnywhere() throws IOException {
        addPodman();
        machine.with("CONTAINER_HOST", "ssh://elsewhere");

        assertThat(failure("podman").what()).contains("CONTAINER_HOST");
    }

    @Test
    void saysWhatToDoWhenThereIsNone() throws IOException {
        assertThat(failure("podman").exitCode()).isEqualTo(69);
        assertThat(failure("containerd").exitCode()).isEqualTo(2);

        Files.delete(machine.docker());
        assertThat(failure("").exitCode()).isEqualTo(69);
        assertThat(failure("").remedy()).contains("install");
    }

    private void addPodman() throws IOException {
        Files.copy(machine.docker(), machine.docker().resolveSibling("podman"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private EngineChoice choose(String typed) {
        Processes processes = new FakeProcesses(command -> FakeProcess.ended(0, "1.0\n", ""));
        return EngineChoice.of(typed, machine.host(), processes);
    }

    private CliException failure(String typed) {
        return catchThrowableOfType(CliException.class, () -> choose(typed));
    }
}
