package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.SearchPath;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DockerClientTest extends MachineFixture {
    private Path planted;

    @BeforeEach
    void plantADockerInTheProject() throws IOException {
        planted = Files.createDirectory(machine.project().resolve("bin"));
        Files.copy(machine.docker(), planted.resolve("docker"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void passesOverTheProjectAndEntriesThatDependOnTheWorkingDirectory() {
        // Given
        String path = planted + ":.::bin:" + machine.root().resolve("bin");

        // Then
        assertThat(find(path)).contains(machine.docker());
    }

    @Test
    void passesOverLinksIntoTheProject() throws IOException {
        // Given
        Path links = Files.createDirectory(machine.root().resolve("links"));
        Files.createSymbolicLink(links.resolve("docker"), planted.resolve("docker"));
        Path linkToDirectory = Files.createSymbolicLink(machine.root().resolve("l"), planted);
        String path = links + ":" + linkToDirectory + ":" + machine.root().resolve("bin");

        // Then
        assertThat(find(path)).contains(machine.docker());
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(find(planted + ":/does/not/exist:")).isEmpty();
    }

    @Test
    void callsWithTheWholeCommandAndReturnsWhatItSaid() {
        // Given
        FakeProcesses processes = new FakeProcesses(command -> FakeProcess.ended(3, "out\n", "err\n"));

        // When
        DockerClient.Result result =
                new DockerClient(machine.docker(), new Docker(), processes).call(List.of("ps"), Duration.ofSeconds(5));

        // Then
        assertThat(result).isEqualTo(new DockerClient.Result(3, "out", "err"));
        assertThat(processes.commands())
                .containsExactly(List.of(machine.docker().toString(), "ps"));
    }

    @Test
    void givesUpOnACallThatTakesTooLong() {
        // Given
        FakeProcess hanging = FakeProcess.running();
        DockerClient client = new DockerClient(machine.docker(), new Docker(), new FakeProcesses(command -> hanging));

        // When
        DockerClient.Result result = client.call(List.of("ps"), Duration.ofMillis(10));

        // Then
        assertThat(result.exitCode()).isEqualTo(-1);
        assertThat(hanging.isAlive()).isFalse();
    }

    private Optional<Path> find(String path) {
        return SearchPath.of(path, List.of(machine.project())).find("docker");
    }
}
