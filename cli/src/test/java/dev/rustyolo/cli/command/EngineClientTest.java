package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.engine.Docker;
import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.workspace.BindMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which client is run, with which environment. */
class EngineClientTest extends MachineFixture {
    private final FakeProcesses processes = FakeProcesses.succeeding();

    @Test
    void leadsNothingThatItStartsIntoTheProject() throws IOException {
        // Given
        Path planted = plant(machine.project().resolve("venv/bin"));
        Path links = Files.createDirectory(machine.root().resolve("links"));
        Files.createSymbolicLink(links.resolve("docker"), planted.resolve("docker"));
        machine.with("PATH", planted + ":" + links + "::.:" + bin()).with("DOCKER_API_VERSION", "1.24");

        // When
        EngineClient found = EngineClient.find(new Docker(), machine.host(), processes);
        found.processes().start(new ProcessSpec(List.of("x"), Map.of("A", "b"), ProcessSpec.Streams.NOWHERE));

        // Then
        assertThat(found.client().command(List.of()))
                .containsExactly(machine.docker().toString());
        assertThat(processes.started().getFirst().environment())
                .containsEntry("PATH", bin() + ":" + links)
                .containsEntry("HOME", machine.home().toString())
                .containsEntry("DOCKER_API_VERSION", "")
                .containsEntry("A", "b");
    }

    @Test
    void passesOverWhatTheSessionCanWrite() throws IOException {
        // Given
        Path tools = plant(machine.root().resolve("tools"));
        machine.with("PATH", tools + ":" + bin());

        // Then
        assertThat(program(List.of())).isEqualTo(tools.resolve("docker"));
        assertThat(program(List.of(BindMount.readOnly(tools, "/tools")))).isEqualTo(tools.resolve("docker"));
        assertThat(program(List.of(BindMount.writable(tools, "/tools")))).isEqualTo(machine.docker());
        assertThat(program(List.of(BindMount.writable(tools.resolve("docker"), "/x"))))
                .isEqualTo(machine.docker());
    }

    @Test
    void passesOverTheRepositoryAroundTheDirectory() throws IOException {
        // Given
        Path planted = plant(machine.project().resolve("bin"));
        Path below = Files.createDirectories(machine.project().resolve("a/b"));
        machine.with("PATH", planted + ":" + bin());

        // Then
        assertThat(program(below)).isEqualTo(planted.resolve("docker"));
        Files.createDirectory(machine.project().resolve(".git"));
        assertThat(program(below)).isEqualTo(machine.docker());
    }

    @Test
    void takesAHomeInARepositoryForNobodysProject() throws IOException {
        // Given
        Files.createDirectory(machine.home().resolve(".git"));
        Path own = plant(machine.home().resolve("bin"));
        machine.with("PATH", own + ":" + bin());

        // Then
        assertThat(program(machine.project())).isEqualTo(own.resolve("docker"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".docker", "./x", "../x", "/PROJECT", "/PROJECT/.docker", "/PROJECT/../project/x"})
    void refusesAConfigurationThatAnAgentCanWrite(String typed) {
        // Given
        machine.with(
                "DOCKER_CONFIG", typed.replace("/PROJECT", machine.project().toString()));

        // When
        CliException failure = catchThrowableOfType(
                CliException.class, () -> EngineClient.find(new Docker(), machine.host(), processes));

        // Then
        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(failure.remedy()).contains("DOCKER_CONFIG");
    }

    @Test
    void refusesOneThatALinkLeadsIntoTheProject() throws IOException {
        // Given
        Files.createSymbolicLink(machine.home().resolve(".docker"), machine.project());

        // Then
        assertThatThrownBy(() -> EngineClient.find(new Docker(), machine.host(), processes))
                .isInstanceOf(CliException.class);
    }

    private Path program(List<BindMount> mounts) {
        return Path.of(EngineClient.find(new Docker(), machine.host(), processes, mounts)
                .client()
                .command(List.of())
                .getFirst());
    }

    private Path program(Path directory) {
        return Path.of(EngineClient.find(new Docker(), machine.hostIn(directory), processes)
                .client()
                .command(List.of())
                .getFirst());
    }

    private Path plant(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.copy(machine.docker(), directory.resolve("docker"), StandardCopyOption.COPY_ATTRIBUTES);
        return directory;
    }

    private Path bin() {
        return machine.root().resolve("bin");
    }
}
