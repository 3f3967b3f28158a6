package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerImagesTest {
    private static final BuildSpec BUILD = new BuildSpec(Path.of("/c"), "hash", List.of("a"), Map.of(), true);

    @Test
    void knowsWhetherAnImageIsThere() {
        assertThat(images(0, "sha256:1", "").has("x")).isTrue();
        assertThat(images(1, "", "Error: No such image: x").has("x")).isFalse();
    }

    @Test
    void readsTheContextFromTheLabel() {
        assertThat(images(0, "abc\n", "").contextHash("x")).isEqualTo("abc");
        assertThat(images(0, "<no value>\n", "").contextHash("x")).isEmpty();
        assertThat(images(1, "", "template parsing error").contextHash("x")).isEmpty();
    }

    @Test
    void doesNotTakeASilentEngineForAMissingImage() {
        assertThatThrownBy(() ->
                        images(1, "", "Cannot connect to the Docker daemon").has("x"))
                .isInstanceOf(CliException.class);
    }

    @Test
    void noImageIsFetchedToBeTried() {
        FakeProcesses processes = FakeProcesses.succeeding();

        assertThat(new DockerImages(new DockerClient(Path.of("/bin/docker"), new Docker(), processes))
                        .runs("llm-rustyolo:candidate", List.of("claude", "--version")))
                .isTrue();
        assertThat(processes.commands().getFirst())
                .containsSubsequence(
                        "run",
                        "--pull=never",
                        "--network=none",
                        "--cap-drop=ALL",
                        "llm-rustyolo:candidate",
                        "--version")
                .contains("--entrypoint=claude");
    }

    @Test
    void usesTheClassicBuilderWhenThereIsNoOther() {
        // Given
        FakeProcesses processes =
                new FakeProcesses(command -> FakeProcess.ended(command.contains("buildx") ? 1 : 0, "", ""));

        // When
        new DockerImages(new DockerClient(Path.of("/bin/docker"), new Docker(), processes)).build(BUILD);

        // Then
        assertThat(processes.started().getLast().environment()).containsEntry("DOCKER_BUILDKIT", "0");
        assertThat(processes.started().getLast().command()).doesNotContain("--progress=plain");
    }

    @Test
    void usesBuildKitWhenItIsThere() {
        // Given
        FakeProcesses processes = FakeProcesses.succeeding();

        // When
        new DockerImages(new DockerClient(Path.of("/bin/docker"), new Docker(), processes)).build(BUILD);

        // Then
        assertThat(processes.started().getLast().environment()).containsEntry("DOCKER_BUILDKIT", "1");
        assertThat(processes.started().getLast().command()).contains("--progress=plain");
    }

    private static DockerImages images(int code, String output, String diagnostics) {
        FakeProcesses processes = new FakeProcesses(command -> FakeProcess.ended(code, output, diagnostics));
        return new DockerImages(new DockerClient(Path.of("/bin/docker"), new Docker(), processes));
    }
}
