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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBuilderTest extends MachineFixture {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private static final String NAME = "llm-rustyolo:[0-9a-f]{16}-[0-9a-f]{16}";

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

    @Test
    void givesTheLastBuildItsNameBackInsteadOfBuildingItAgain() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(), List.of("claude")));
        String name = builder().bringAgentUpToDate(List.of(), List.of("claude"));
        images.forget(name);

        // When
        String restored = builder().restoreAgent(List.of(), List.of("claude"));

        // Then
        assertThat(restored).isEqualTo(name);
        assertThat(images.has(name)).isTrue();
        assertThat(images.builds()).hasSize(1);
    }

    @Test
    void namesAnImageByWhatIsInIt() throws IOException, InterruptedException {
        // Given
        images.having("base:local", "");
        Path file = Files.writeString(machine.root().resolve("ca.pem"), CERTIFICATE);

        // When
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(), List.of("claude")));
        String one = builder().bringAgentUpToDate(List.of(), List.of());
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(), List.of("claude", "codex")));
        String two = builder().bringAgentUpToDate(List.of(), List.of());
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(file), List.of("claude", "codex")));
        String trusting = builder().bringAgentUpToDate(List.of(), List.of());
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(), List.of("codex", "claude")));

        // Then
        assertThat(List.of(one, two, trusting)).doesNotHaveDuplicates().allMatch(name -> name.matches(NAME));
        assertThat(images.builds().getFirst().tags()).containsExactly("llm-rustyolo:latest", one);
        assertThat(images.builds().getLast().tags()).containsExactly("llm-rustyolo:latest", trusting);
    }

    @Test
    void keepsItsImageWhateverSomebodyElseBuilds() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(), List.of("claude", "codex")));
        String own = builder().bringAgentUpToDate(List.of(), List.of("codex"));

        // When
        images.having("llm-rustyolo:latest", TestHost.AGENT_HASH + " claude");

        // Then
        assertThat(builder().bringAgentUpToDate(List.of(), List.of("codex"))).isEqualTo(own);
        assertThat(builder().remembered(List.of("codex"))).isEqualTo(own);
        assertThat(builder().remembered(List.of("aider"))).isEqualTo("llm-rustyolo:latest");
        assertThat(images.builds()).hasSize(1);
    }

    @Test
    void takesWhatSomebodyElseHasAddedAlready() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));
        images.having("llm-rustyolo:latest", TestHost.AGENT_HASH + " claude codex");

        // When
        builder().bringAgentUpToDate(List.of(), List.of("codex"));

        // Then
        assertThat(images.builds()).hasSize(1);
        assertThat(builder().installed()).containsExactly("claude", "codex");
    }

    @Test
    void takesNoImageThatTrustsOthers() throws InterruptedException {
        // Given
        images.having("base:local", "");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));
        images.having("llm-rustyolo:latest", TestHost.AGENT_HASH + " claude codex ca=0000000000000000");

        // When
        builder().bringAgentUpToDate(List.of(), List.of("codex"));

        // Then
        assertThat(images.builds()).hasSize(2);
    }

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

    private void mine(String there) {
        images.having("base:local", "").answering("mine:1", there);
    }

    private void dockerfiles() throws IOException {
        Path context = machine.installation().resolve("lib/images/agent");
        Files.writeString(context.resolve("Dockerfile"), "FROM x AS claude\n# Stage rootfs: more\nFROM scratch\n");
        Files.writeString(context.resolve("Dockerfile.from"), "FROM ${FROM_IMAGE}\n");
    }

    private ImageBuilder builder() {
        return builder(images);
    }

    private ImageBuilder builder(FakeImages store) {
        return new ImageBuilder(store, machine.host(), printed.printer());
    }
}
