package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Newer versions of agents than the program ships. */
class NewerAgentsTest extends MachineFixture {
    private static final String NEWEST = "llm-rustyolo:newest";

    private final FakeImages images = new FakeImages().having("base:local", "");
    private final FakePrinter printed = new FakePrinter();

    @BeforeEach
    void ship() throws IOException, InterruptedException {
        Path claude = Files.createDirectories(machine.installation().resolve("lib/images/agent/claude"));
        Files.writeString(claude.resolve("package.json"), "shipped\n");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()));
        publish("99.1.0");
    }

    @Test
    void areLockedBuiltTriedAndUsedByEveryLaterBuild() throws InterruptedException {
        assertThat(renewal().refresh(List.of())).isTrue();

        assertThat(printed.err()).containsPattern("claude \\S+ becomes 99\\.1\\.0");
        assertThat(images.log())
                .containsSubsequence(
                        "build " + NEWEST,
                        "forget " + NEWEST,
                        "build llm-rustyolo:candidate",
                        "run llm-rustyolo:candidate claude --version",
                        "name llm-rustyolo:candidate llm-rustyolo:latest");
        assertThat(images.lastContext()).containsEntry("claude/package.json", "99.1.0 is pinned\n");
        assertThat(builder().versions()).containsEntry("claude", "99.1.0");

        String image = builder().bringAgentUpToDate(List.of(), List.of("claude"));
        builder().bringAgentUpToDate(List.of(), List.of("codex"));

        assertThat(images.builds()).as("for codex alone").hasSize(4);
        assertThat(images.lastContext()).containsEntry("claude/package.json", "99.1.0 is pinned\n");
        assertThat(builder().bringAgentUpToDate(List.of(), List.of("claude"))).isNotEqualTo(image);
    }

    @Test
    void areAskedForAgainButNotInstalledTwice() throws InterruptedException {
        renewal().refresh(List.of());

        assertThat(renewal().refresh(List.of())).isFalse();

        assertThat(printed.err()).contains("claude 99.1.0 is the newest");
        assertThat(images.builds().getLast().tags()).containsExactly(NEWEST);
        assertThat(builder().versions()).containsEntry("claude", "99.1.0");
    }

    @Test
    void areGivenUpForWhatAnotherVersionOfTheProgramShips() throws IOException, InterruptedException {
        renewal().refresh(List.of());
        Files.writeString(machine.installation().resolve("lib/images/agent.hash"), "00000000000000ff\n");

        builder().bringAgentUpToDate(List.of(), List.of("claude"));

        assertThat(images.lastContext()).containsEntry("claude/package.json", "shipped\n");
        assertThat(images.builds().getLast().hash()).isEqualTo("00000000000000ff claude");
    }

    @Test
    void areNotUsedWhenOneDoesNotStart() {
        images.breaking("claude");

        assertThatThrownBy(() -> renewal().refresh(List.of()))
                .hasMessage("claude doesn't start in the new image; the old one stays");
        assertThat(builder().versions()).doesNotContainEntry("claude", "99.1.0");
    }

    @Test
    void areNotUsedWhenTheAnswerIsNone() {
        images.answering(NEWEST, "");

        assertThatThrownBy(() -> renewal().refresh(List.of())).hasMessageContaining("no version of claude");
        assertThat(images.log()).contains("forget " + NEWEST);
    }

    private void publish(String version) {
        images.answering(
                NEWEST, "== claude/package.json\n" + version + " is pinned\n\n== claude/version\n" + version + "\n\n");
    }

    private ImageRenewal renewal() {
        return new ImageRenewal(images, machine.host(), printed.printer());
    }

    private ImageBuilder builder() {
        return new ImageBuilder(images, machine.host(), printed.printer());
    }
}
