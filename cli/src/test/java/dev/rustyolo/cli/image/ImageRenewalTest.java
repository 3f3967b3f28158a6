package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new image takes the old one's place when each agent in it has started, and not before. */
class ImageRenewalTest extends MachineFixture {
    private static final String LATEST = "llm-rustyolo:latest";
    private static final String CANDIDATE = "llm-rustyolo:candidate";
    private static final String OLD = "00000000000000ff claude codex";
    private static final String NEW = TestHost.AGENT_HASH + " claude codex";
    private static final String AGENT = "registry.test/agent@sha256:0";
    private static final String GATEWAY = "registry.test/gateway@sha256:0";

    private final FakeImages images = new FakeImages()
            .having("base:local", "")
            .having("debian@sha256:0", "")
            .having(LATEST, OLD);
    private final FakePrinter printed = new FakePrinter();

    @Test
    void everyAgentOfTheOldOneIsTriedInTheNewOne() throws InterruptedException {
        renewal().renew(BuildOptions.cached(List.of()));

        assertThat(images.log())
                .containsSubsequence(
                        "build " + CANDIDATE,
                        "run " + CANDIDATE + " claude --version",
                        "run " + CANDIDATE + " codex -c check_for_update_on_startup=false --version",
                        "name " + CANDIDATE + " " + LATEST,
                        "forget " + CANDIDATE);
        assertThat(images.contextHash(LATEST)).isEqualTo(NEW);
        assertThat(renewal().isUpToDate()).isTrue();
    }

    @Test
    void theOldOneStaysWhenOneDoesNotStart() {
        images.breaking("codex");

        assertThatThrownBy(() -> renewal().renew(BuildOptions.cached(List.of())))
                .hasMessage("codex doesn't start in the new image; the old one stays");
        assertThat(images.contextHash(LATEST)).isEqualTo(OLD);
        assertThat(images.log()).contains("forget " + CANDIDATE);
        assertThat(renewal().isUpToDate()).isFalse();
    }

    @Test
    void theOldOneStaysWhenNothingCanBeBuilt() {
        images.failingBuilds();

        assertThatThrownBy(() -> renewal().renew(BuildOptions.cached(List.of())))
                .hasMessageContaining("building llm-rustyolo");
        assertThat(images.contextHash(LATEST)).isEqualTo(OLD);
    }

    @Test
    void aPublishedOneIsTriedToo() throws InterruptedException {
        images.pulling().having(AGENT, NEW).having(GATEWAY, TestHost.GATEWAY_HASH);

        assertThat(renewal().fetch(AGENT, GATEWAY)).isTrue();
        assertThat(images.log())
                .containsSubsequence(
                        "pull " + AGENT,
                        "pull " + GATEWAY,
                        "run " + AGENT + " claude --version",
                        "run " + AGENT + " codex -c check_for_update_on_startup=false --version",
                        "name " + AGENT + " " + LATEST);
        assertThat(renewal().isUpToDate()).isTrue();
    }

    @Test
    void aPublishedOneOfAnotherVersionIsNotTaken() throws InterruptedException {
        images.pulling().having(AGENT, "00000000000000aa claude codex").having(GATEWAY, TestHost.GATEWAY_HASH);

        assertThat(renewal().fetch(AGENT, GATEWAY)).isFalse();
        assertThat(printed.err()).contains("it isn't the image of this version");
        assertThat(images.contextHash(LATEST)).isEqualTo(OLD);
    }

    @Test
    void aPublishedOneWithoutAnAgentThatIsInstalledIsNotTaken() throws InterruptedException {
        images.pulling().having(AGENT, TestHost.AGENT_HASH + " claude").having(GATEWAY, TestHost.GATEWAY_HASH);

        assertThat(renewal().fetch(AGENT, GATEWAY)).isFalse();
        assertThat(printed.err()).contains("codex isn't in the published image, and is in yours");
        assertThat(images.contextHash(LATEST)).isEqualTo(OLD);
    }

    @Test
    void aPublishedOneThatCannotBeFetchedIsNotTaken() throws InterruptedException {
        assertThat(renewal().fetch(AGENT, GATEWAY)).isFalse();
        assertThat(printed.err()).contains("it can't be fetched, so the images are built here");
        assertThat(machine.state()).as("where the output is kept").isDirectory();
    }

    @Test
    void whatTrustsThePersonsCertificatesGoesOnToDoSo() throws InterruptedException, IOException {
        images.pulling().having(AGENT, NEW).having(GATEWAY, TestHost.GATEWAY_HASH);
        Path file = Files.writeString(
                machine.root().resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of(file)));

        assertThat(renewal().fetch(AGENT, GATEWAY)).isFalse();

        assertThat(images.log()).doesNotContain("pull " + AGENT);
        assertThat(printed.err()).contains("your image trusts certificates of yours");
    }

    @Test
    void whatStandsOnAnImageOfThePersonStaysThere() throws InterruptedException {
        images.pulling().having(AGENT, NEW).having(GATEWAY, TestHost.GATEWAY_HASH);
        images.answering("mine:1", "glibc\nbash\ngit\nca-certificates\n");
        builder().build(ImageKind.AGENT, BuildOptions.cached(List.of()).on("mine:1"));

        assertThat(renewal().fetch(AGENT, GATEWAY)).isFalse();
        renewal().renew(BuildOptions.cached(List.of()));

        assertThat(images.builds().getLast().arguments()).containsEntry("FROM_IMAGE", "mine:1");
        assertThat(images.contextHash(LATEST)).contains(" from=mine:1 ");
        assertThat(images.lastContext().get("Dockerfile")).isEqualTo("FROM ${FROM_IMAGE}\n");
    }

    private ImageRenewal renewal() {
        return new ImageRenewal(images, machine.host(), printed.printer());
    }

    private ImageBuilder builder() {
        return new ImageBuilder(images, machine.host(), printed.printer());
    }
}
