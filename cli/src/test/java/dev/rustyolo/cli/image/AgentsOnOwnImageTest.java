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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents on an image of the person's own. */
class AgentsOnOwnImageTest extends BuilderFixture {
    @Test
    void putsAgentsOnTopOfTheImageOfThePerson() throws IOException, InterruptedException {
        // Given
        mine("glibc\nbash\ngit\nca-certificates\n");
        dockerfiles();

        // When
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()).on("mine:1"));
        String name = builder().bringAgentUpToDate(List.of(), List.of("codex"));

        // Then
        assertThat(images.builds())
                .hasSize(2)
                .allSatisfy(build -> assertThat(build.arguments()).containsEntry("FROM_IMAGE", "mine:1"));
        assertThat(images.builds().getLast().hash())
                .isEqualTo(TestHost.AGENT_HASH + " claude codex from=mine:1 below=sha256:mine:1");
        assertThat(images.builds().getLast().arguments()).containsEntry("AGENTS", "claude codex");
        assertThat(images.lastContext()).containsEntry("Dockerfile", "FROM x AS claude\nFROM ${FROM_IMAGE}\n");
        assertThat(images.builds().getLast().tags()).contains(name);
        assertThat(builder().from()).isEqualTo("mine:1");
    }

    @Test
    void isBackOnItsOwnBaseWhenBuiltWithout() throws IOException, InterruptedException {
        // Given
        mine("glibc\napt-get\ninstaller\n");
        dockerfiles();
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()).on("mine:1"));

        // When
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));

        // Then
        assertThat(builder().from()).isEmpty();
        assertThat(images.lastContext().get("Dockerfile")).endsWith("FROM scratch\n");
    }

    @Test
    void leavesToOthersWhatStandsOnTheirImage() throws InterruptedException {
        // Given
        images.having("base:local", "")
                .having("llm-rustyolo:latest", TestHost.AGENT_HASH + " claude from=theirs:1 below=sha256:0");

        // When
        builder().bringAgentUpToDate(List.of(), List.of("claude"));

        // Then
        assertThat(images.builds())
                .singleElement()
                .satisfies(build -> assertThat(build.arguments()).doesNotContainKey("FROM_IMAGE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "musl bash git ca-certificates|has musl, as Alpine has|--image mine:1 -- sh",
                "bash git|has no glibc|Debian, Ubuntu or Fedora",
                "glibc bash|lacks git, ca-certificates|install these in your image"
            })
    void saysWhyAgentsCannotGoOnAnImage(String there, String why, String remedy) {
        // Given
        mine(there.replace(' ', '\n'));

        // When
        CliException failure = catchThrowableOfType(
                CliException.class,
                () -> builder()
                        .build(ImageKind.AGENT, BuildOptions.cached(List.of()).on("mine:1")));

        // Then
        assertThat(failure.exitCode()).isEqualTo(71);
        assertThat(failure.what()).contains("mine:1").contains(why);
        assertThat(failure.remedy()).contains(remedy);
        assertThat(images.builds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "absent:1|isn't there",
                "silent:1|no shell can be run in",
                "llm-rustyolo|what rustyolo builds itself",
                "llm-rustyolo:latest|what rustyolo builds itself"
            })
    void refusesWhatIsNoImageOfThePerson(String image, String why) {
        // Given
        images.having("base:local", "").having("silent:1", "").having("llm-rustyolo:latest", "");

        // Then
        assertThat(catchThrowableOfType(
                                CliException.class,
                                () -> builder()
                                        .build(
                                                ImageKind.AGENT,
                                                BuildOptions.cached(List.of()).on(image)))
                        .what())
                .contains(why);
    }

    private void mine(String there) {
        images.having("base:local", "").answering("mine:1", there);
    }

    private void dockerfiles() throws IOException {
        Path context = machine.installation().resolve("lib/images/agent");
        Files.writeString(context.resolve("Dockerfile"), "FROM x AS claude\n# Stage rootfs: more\nFROM scratch\n");
        Files.writeString(context.resolve("Dockerfile.from"), "FROM ${FROM_IMAGE}\n");
    }
}
