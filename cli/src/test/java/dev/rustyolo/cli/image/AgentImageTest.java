package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which agents an image has, what it is called by, and when it is built anew. */
class AgentImageTest extends BuilderFixture {
    private static final String NAME = "llm-rustyolo:[0-9a-f]{16}-[0-9a-f]{16}";

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
}
