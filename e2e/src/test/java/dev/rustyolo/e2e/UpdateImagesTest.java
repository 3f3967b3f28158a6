package dev.rustyolo.e2e;

import static dev.rustyolo.e2e.release.PublishedImages.LATEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.ImageRegistry;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.release.PublishedImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code rustyolo update --image} with a registry on the loopback that speaks as every other. */
@Tag("docker")
@ExtendWith(LabExtension.class)
final class UpdateImagesTest {
    private static final int IMAGE_FAILED = 71;

    private static ImageRegistry registry;
    private static String gateway;

    private final Lab lab;
    private PublishedImages images;

    UpdateImagesTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startTheRegistry(@TempDir Path directory) throws IOException {
        registry = ImageRegistry.start();
        gateway = PublishedImages.gateway(registry, directory);
    }

    @AfterAll
    static void stopTheRegistry() {
        registry.close();
    }

    @BeforeEach
    void install(@TempDir Path directory) throws IOException {
        images = new PublishedImages(registry, directory);
    }

    @AfterEach
    void restore() {
        images.close();
    }

    @Test
    void theReleasesImagesAreFetchedByDigestTriedAndThenUsed() throws IOException {
        String agent = images.agent("echo published");
        images.release(agent, gateway);
        int before = registry.requests().size();

        Output end = images.update();

        System.out.println("== update --image\n" + end.text());
        List<String> requests =
                registry.requests().subList(before, registry.requests().size());
        System.out.println("== the registry was asked\n" + String.join("\n", requests));
        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.err())
                .containsSubsequence(
                        "fetching " + agent, "fetching " + gateway, "trying claude --version", LATEST + " is replaced");
        assertThat(images.pulls()).containsExactly("pull -- " + agent, "pull -- " + gateway);
        List<String> calls = images.calls();
        assertThat(indexOf(calls, "run --rm --pull=never"))
                .isBetween(0, indexOf(calls, "tag " + agent + " " + LATEST) - 1);
        assertThat(requests)
                .isNotEmpty()
                .filteredOn(request -> request.contains("/manifests/"))
                .allMatch(
                        request -> request.matches("(GET|HEAD) /v2/rustyolo/(agent|gateway)/manifests/sha256:.* 200"));

        Output session = images.session(lab);
        assertThat(session.out()).as(session.text()).isEqualTo("published\n");
        assertThat(session.err()).doesNotContain("building");
        assertThat(images.update().err()).contains("the images are up to date");
    }

    /** What it holds for the digest is as good as the manifest's own registry has. */
    @Test
    void aMirrorTakesTheRegistrysPlace() throws IOException {
        String agent = images.agent("echo published");
        images.release(
                agent.replace(registry.address(), "registry.test"),
                gateway.replace(registry.address(), "registry.test"));

        Output end = images.update("--registry", registry.address());

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(images.pulls()).containsExactly("pull -- " + agent, "pull -- " + gateway);
        assertThat(images.session(lab).out()).isEqualTo("published\n");
    }

    @Test
    void aDigestThatIsNotThereIsBuiltInstead() throws IOException {
        String agent = images.agent("echo published").replaceFirst("[0-9a-f]{64}$", "0".repeat(64));
        images.release(agent, gateway);

        requireBuiltInstead(images.update(), agent);
    }

    /** Another image, whose bytes are whole: only its digest tells it from the one that was signed for. */
    @Test
    void anotherImageInThePlaceOfTheDigestIsNotUsed() throws IOException {
        String agent = images.agent("echo published");
        registry.exchangeManifest(agent, images.agent("echo evil"));
        images.release(agent, gateway);

        requireBuiltInstead(images.update(), agent);
        assertThat(images.pulled()).contains("digest");
    }

    @Test
    void aLayerOfOtherBytesIsNotUsed() throws IOException {
        String agent = images.agent("echo published layer");
        registry.changeLayer(agent);
        images.release(agent, gateway);

        requireBuiltInstead(images.update(), agent);
    }

    @Test
    void aRegistryThatIsDownIsDoneWithout() throws IOException {
        String agent = images.agent("echo published");
        images.release(agent, gateway);
        registry.stop();
        try {
            requireBuiltInstead(images.update(), agent);
        } finally {
            registry.resume();
        }
    }

    /** Signed, of the right digest, but of other sources than this program's. */
    @Test
    void anImageOfAnotherVersionIsNotUsed() throws IOException {
        String agent = images.agent("00000000000000c3", "echo other");
        images.release(agent, gateway);

        Output end = images.update();

        assertThat(end.err()).contains("WARNING: it isn't the image of this version, so the images are built here");
        assertThat(images.session(lab).out()).as(end.text()).isEqualTo("built here\n");
    }

    @Test
    void theOldImageStaysWhenAnAgentDoesNotStartInTheNewOne() throws IOException {
        String agent = images.agent("exit 3");
        images.release(agent, gateway);

        Output end = images.update();

        assertThat(end.exitCode()).as(end.text()).isEqualTo(IMAGE_FAILED);
        assertThat(end.err())
                .contains("trying claude --version", "claude doesn't start in the new image; the old one stays");
        assertThat(images.oldIsInUse()).isTrue();
        assertThat(PublishedImages.withDigests())
                .as("what was fetched for it goes again")
                .doesNotContain(agent);
        System.out.println("== an agent that doesn't start\n" + end.text());
    }

    /** Neither an update nor a session asks a registry for a name that only this machine has. */
    @Test
    void anImageThatIsAbsentIsBuiltAndNeverAskedForByName() {
        images.release("", "");
        Docker.run("rmi", LATEST);

        Output end = images.update();

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(images.pulls()).isEmpty();
        for (String tag : Docker.list("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "llm-rustyolo")) {
            if (tag.equals(LATEST) || tag.contains(":" + PublishedImages.AGENT_HASH)) {
                Docker.run("rmi", "-f", tag);
            }
        }
        Output session = images.session(lab);
        assertThat(session.out()).as(session.text()).isEqualTo("built here\n");
        assertThat(images.pulls()).isEmpty();
        assertThat(images.calls().stream().filter(call -> call.matches("(run|create) .*")))
                .isNotEmpty()
                .allMatch(call -> call.contains("--pull=never"));
    }

    private void requireBuiltInstead(Output end, String agent) {
        System.out.println("== built instead\n" + end.text());
        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.err())
                .containsSubsequence(
                        "fetching " + agent,
                        "WARNING: it can't be fetched, so the images are built here; the output is in "
                                + images.pullLog(),
                        "built " + LATEST,
                        "trying claude --version",
                        LATEST + " is replaced");
        assertThat(images.pulls()).containsExactly("pull -- " + agent);
        assertThat(images.session(lab).out()).isEqualTo("built here\n");
    }

    private static int indexOf(List<String> calls, String start) {
        return calls.indexOf(calls.stream()
                .filter(call -> call.startsWith(start))
                .findFirst()
                .orElseThrow());
    }
}
