package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an image is built: from what, with which certificates, and what is kept of it. */
class ImageBuilderTest extends BuilderFixture {
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
                .containsEntry("Dockerfile", "# Stage rootfs: ours\nFROM scratch\n")
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
        builder().build(ImageKind.AGENT, new BuildOptions(List.of(), false, List.of(), ""));

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
    void takesAwayNamesOfOtherVersionsButForSome() throws InterruptedException {
        // Given
        String own = TestHost.AGENT_HASH + "-00000000000000aa";
        String other = "-00000000000000bb";
        images.having("base:local", "")
                .tagged(List.of(
                        "latest",
                        "mine",
                        own,
                        "00000000000000f6" + other,
                        "00000000000000f5",
                        "00000000000000f4" + other,
                        "00000000000000f3",
                        "00000000000000f2" + other,
                        "00000000000000f1",
                        own));

        // When
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));

        // Then
        assertThat(images.log().stream().filter(line -> line.startsWith("untag")))
                .containsExactly("untag llm-rustyolo:00000000000000f2" + other, "untag llm-rustyolo:00000000000000f1");
    }
}
