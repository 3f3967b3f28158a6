package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageBuilderTest extends MachineFixture {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private final FakeImages images = new FakeImages();
    private final FakePrinter printed = new FakePrinter();

    @Test
    void buildsFromThePinnedImageWhenItIsThere() throws InterruptedException {
        // Given
        images.having("debian@sha256:0", "");

        // When
        builder().build(ImageKind.GATEWAY, BuildOptions.cached(List.of()));

        // Then
        assertThat(images.builds()).singleElement().satisfies(build -> {
            assertThat(build.tags())
                    .containsExactly("llm-rustyolo-gateway:latest", "llm-rustyolo-gateway:" + TestHost.GATEWAY_HASH);
            assertThat(build.hash()).isEqualTo(TestHost.GATEWAY_HASH);
            assertThat(build.arguments()).containsEntry("BASE_IMAGE", "debian@sha256:0");
            assertThat(build.cache()).isTrue();
        });
        assertThat(printed.err())
                .contains("building llm-rustyolo-gateway:latest: 1/2 FROM x")
                .contains("built llm-rustyolo-gateway:latest");
    }

    @Test
    void fetchesThePinnedImage() throws InterruptedException {
        // Given
        images.pulling();

        // When
        builder().build(ImageKind.GATEWAY, BuildOptions.cached(List.of()));

        // Then
        assertThat(images.log())
                .containsExactly("has debian@sha256:0", "pull debian@sha256:0", "build llm-rustyolo-gateway:latest");
    }

    @Test
    void fallsBackToTheImageMadeOnThisMachineAndSaysSo() throws InterruptedException {
        // Given
        images.having("base:local", "");

        // When
        builder().build(ImageKind.GATEWAY, BuildOptions.cached(List.of()));

        // Then
        assertThat(images.builds().getFirst().arguments()).containsEntry("BASE_IMAGE", "base:local");
        assertThat(printed.err()).contains("using base:local made on this machine");
    }

    @Test
    void saysWhatToDoWithoutABase() {
        // When
        CliException failure = catchThrowableOfType(
                CliException.class, () -> builder().build(ImageKind.AGENT, BuildOptions.cached(List.of())));

        // Then
        assertThat(failure.exitCode()).isEqualTo(71);
        assertThat(failure.remedy()).contains("dev/base-image");
    }

    @Test
    void copiesTheContextAndPutsTheCertificatesIn() throws IOException, InterruptedException {
        // Given
        images.having("base:local", "");
        Path file = Files.writeString(machine.root().resolve("ca.pem"), CERTIFICATE);

        // When
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(file)));

        // Then
        assertThat(images.lastContext())
                .containsEntry("Dockerfile", "FROM scratch\n")
                .containsEntry("ca.pem", CERTIFICATE);
        assertThat(machine.state().resolve("builds")).isEmptyDirectory();
    }

    @Test
    void buildsAgainWithTheCertificatesOfTheLastTime() throws IOException, InterruptedException {
        // Given
        images.having("base:local", "");
        Path file = Files.writeString(machine.root().resolve("ca.pem"), CERTIFICATE);
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(file)));

        // When
        builder().build(ImageKind.AGENT, new BuildOptions(List.of(), false, List.of()));

        // Then
        assertThat(images.lastContext()).containsEntry("ca.pem", CERTIFICATE);
        assertThat(images.builds().getLast().cache()).isFalse();
    }

    @Test
    void showsTheEndOfAFailedBuildAndKeepsAllOfIt() {
        // Given
        images.having("base:local", "").failingBuilds();

        // When
        CliException failure = catchThrowableOfType(
                CliException.class, () -> builder().build(ImageKind.AGENT, BuildOptions.cached(List.of())));

        // Then
        assertThat(failure.exitCode()).isEqualTo(71);
        assertThat(printed.err()).contains("the reason").doesNotContain("\033");
        assertThat(machine.state().resolve("build-agent.log")).content().contains("the reason");
        assertThat(machine.state().resolve("builds")).isEmptyDirectory();
        assertThat(machine.state().resolve("images.properties")).doesNotExist();
    }

    @Test
    void asksNothingWhenItRemembersTheSameContext() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));
        FakeImages silent = new FakeImages();

        // When
        builder(silent).bringAgentUpToDate(List.of(), List.of("claude"));

        // Then
        assertThat(silent.log()).isEmpty();
    }

    @Test
    void buildsWhenTheProgramShipsAnotherContext() throws IOException, InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));
        Files.writeString(machine.installation().resolve("lib/images/agent.hash"), "00000000000000ff\n");

        // When
        builder().bringAgentUpToDate(List.of(), List.of("claude"));

        // Then
        assertThat(images.builds().getLast().hash()).isEqualTo("00000000000000ff claude");
        assertThat(printed.err()).contains("built by another version");
    }

    @Test
    void takesOverAnImageThatItDoesNotRemember() throws InterruptedException {
        // Given
        images.having("llm-rustyolo:latest", TestHost.AGENT_HASH + " claude");

        // When
        builder().bringAgentUpToDate(List.of(), List.of("claude"));
        builder().bringAgentUpToDate(List.of(), List.of("claude"));

        // Then
        assertThat(images.log()).containsExactly("hash llm-rustyolo:latest");
    }

    @Test
    void buildsOnFirstUse() throws InterruptedException {
        // Given
        images.having("base:local", "");

        // When
        builder().bringAgentUpToDate(List.of(), List.of("claude"));

        // Then
        assertThat(images.builds()).hasSize(1);
        assertThat(printed.err()).contains("isn't built yet");
    }

    @Test
    void addsAnAgentThatIsNotInstalledToThoseThatAre() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));

        // When
        builder().bringAgentUpToDate(List.of(), List.of("codex"));
        builder().bringAgentUpToDate(List.of(), List.of("claude"));

        // Then
        assertThat(images.builds()).hasSize(2);
        assertThat(images.builds().getFirst().arguments()).containsOnlyKeys("BASE_IMAGE", "CLAUDE");
        assertThat(images.builds().getLast().arguments()).containsOnlyKeys("BASE_IMAGE", "CLAUDE", "CODEX");
        assertThat(images.builds().getLast().hash()).isEqualTo(TestHost.AGENT_HASH + " claude codex");
        assertThat(printed.err()).contains("codex isn't installed in llm-rustyolo:latest yet");
        assertThat(builder().installed()).containsExactly("claude", "codex");
    }

    @Test
    void installsTheDefaultAgentWhereNoneIsNeeded() throws InterruptedException {
        // Given
        images.having("base:local", "");

        // When: a program of the person's own, or an agent that isn't ours to install
        builder().bringAgentUpToDate(List.of(), List.of("mine"));
        builder().bringAgentUpToDate(List.of(), List.of());

        // Then
        assertThat(builder().installed()).containsExactly("claude");
        assertThat(images.builds()).hasSize(1);
    }

    @Test
    void keepsTheAgentsOfTheLastBuildUnlessToldOtherwise() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(), List.of("codex", "aider")));

        // When
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));
        builder().restoreAgent(List.of(), List.of("claude"));

        // Then
        assertThat(images.builds().get(1).hash()).endsWith(" aider codex");
        assertThat(images.builds().get(2).hash()).endsWith(" aider claude codex");
    }

    private ImageBuilder builder() {
        return builder(images);
    }

    private ImageBuilder builder(FakeImages store) {
        return new ImageBuilder(store, machine.host(), printed.printer());
    }
}
