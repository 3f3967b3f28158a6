package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.ImageNames;
import dev.rustyolo.e2e.lab.ImageRegistry;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.release.SignedRelease;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code rustyolo update --image} with a registry on the loopback that speaks as every other. The installation under test
 * has hashes of its own, so that the suite's images are never taken for its; its agent prints where it came from.
 */
@Tag("docker")
@ExtendWith(LabExtension.class)
final class UpdateImagesTest {
    private static final String LATEST = "llm-rustyolo:latest";
    private static final String MADE = "rustyolo-lab-published:latest";
    private static final String AGENT_HASH = "00000000000000a1";
    private static final String GATEWAY_HASH = "00000000000000b2";
    private static final int IMAGE_FAILED = 71;
    /** What a Dockerfile does for an agent that says a word. */
    private static final String AGENT = "RUN printf '#!/bin/sh\\n%s\\n' >/bin/claude && chmod 755 /bin/claude\n";

    private static ImageRegistry registry;
    private static String publishedGateway;

    private final Project project = Project.create(Account.unprivileged());
    private final ReleaseServer server = ReleaseServer.start();
    private final ReleaseKey key = ReleaseKey.generate();
    private final Lab lab;
    private Installed installed;
    private String old;
    private ImageNames names;

    UpdateImagesTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startTheRegistry(@TempDir Path context) throws IOException {
        registry = ImageRegistry.start();
        make(context, "FROM " + suitesGateway() + "\n", GATEWAY_HASH);
        publishedGateway = registry.push(MADE, "rustyolo/gateway");
        Docker.run("rmi", MADE);
    }

    @AfterAll
    static void stopTheRegistry() {
        registry.close();
    }

    /** An older image is in use, and the suite's is out of the way. */
    @BeforeEach
    void install(@TempDir Path build, @TempDir Path context) throws IOException {
        names = ImageNames.keep();
        make(context, baseWith("echo old"), "00000000000000ff claude");
        Docker.run("tag", MADE, LATEST);
        Docker.run("rmi", MADE);
        old = identity(LATEST);
        Path built = Installed.build(build.resolve("old"), "0.1.0", List.of(key));
        Path images = built.resolve("lib/images");
        Files.writeString(images.resolve("agent.hash"), AGENT_HASH + "\n");
        Files.writeString(images.resolve("gateway.hash"), GATEWAY_HASH + "\n");
        Files.writeString(images.resolve("base.properties"), "local=" + Lab.baseImage() + "\n");
        Files.writeString(images.resolve("agent/Dockerfile"), baseWith("echo built here"));
        Files.writeString(images.resolve("gateway/Dockerfile"), "FROM " + suitesGateway() + "\n");
        installed = Installed.of(project, built, "0.1.0").withVariable(Rustyolo.ENGINE, "docker");
        Path recorder = project.writeProgram(
                "docker",
                "#!/bin/sh\nprintf '%s\\n' \"$*\" >>" + calls() + "\nexec "
                        + "$(PATH=/usr/local/bin:/usr/bin:/bin command -v docker) \"$@\"\n");
        project.write(calls(), "");
        installed = installed.withVariable("PATH", recorder + ":/usr/local/bin:/usr/bin:/bin");
    }

    @AfterEach
    void restore() {
        names.close();
        Docker.attempt("rmi", MADE);
        for (String line : Docker.list("image", "ls", "--digests", "--format", "{{.Repository}}@{{.Digest}}")) {
            if (line.startsWith(registry.address())) {
                Docker.attempt("rmi", line);
            }
        }
        server.close();
        project.close();
    }

    @Test
    void theReleasesImagesAreFetchedByDigestTriedAndThenUsed(@TempDir Path context) throws IOException {
        String agent = published(context, "echo published");
        publish(agent, publishedGateway);
        int before = registry.requests().size();

        Output end = update();

        System.out.println("== update --image\n" + end.text());
        List<String> requests =
                registry.requests().subList(before, registry.requests().size());
        System.out.println("== the registry was asked\n" + String.join("\n", requests));
        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.err())
                .containsSubsequence(
                        "fetching " + agent,
                        "fetching " + publishedGateway,
                        "trying claude --version",
                        LATEST + " is replaced");
        assertThat(pulls()).containsExactly("pull -- " + agent, "pull -- " + publishedGateway);
        List<String> calls = read();
        assertThat(indexOf(calls, "run --rm --pull=never"))
                .isBetween(0, indexOf(calls, "tag " + agent + " " + LATEST) - 1);
        assertThat(requests)
                .isNotEmpty()
                .filteredOn(request -> request.contains("/manifests/"))
                .allMatch(
                        request -> request.matches("(GET|HEAD) /v2/rustyolo/(agent|gateway)/manifests/sha256:.* 200"));

        Output session = session();
        assertThat(session.out()).as(session.text()).isEqualTo("published\n");
        assertThat(session.err()).doesNotContain("building");
        assertThat(update().err()).contains("the images are up to date");
    }

    /** What it holds for the digest is as good as the manifest's own registry has. */
    @Test
    void aMirrorTakesTheRegistrysPlace(@TempDir Path context) throws IOException {
        String agent = published(context, "echo published");
        publish(
                agent.replace(registry.address(), "registry.test"),
                publishedGateway.replace(registry.address(), "registry.test"));

        Output end = update("--registry", registry.address());

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(pulls()).containsExactly("pull -- " + agent, "pull -- " + publishedGateway);
        assertThat(session().out()).isEqualTo("published\n");
    }

    @Test
    void aDigestThatIsNotThereIsBuiltInstead(@TempDir Path context) throws IOException {
        String agent = published(context, "echo published").replaceFirst("[0-9a-f]{64}$", "0".repeat(64));
        publish(agent, publishedGateway);

        requireBuiltInstead(update(), agent);
    }

    /** Another image, whose bytes are whole: only its digest tells it from the one that was signed for. */
    @Test
    void anotherImageInThePlaceOfTheDigestIsNotUsed(@TempDir Path context, @TempDir Path other) throws IOException {
        String agent = published(context, "echo published");
        registry.exchangeManifest(agent, published(other, "echo evil"));
        publish(agent, publishedGateway);

        requireBuiltInstead(update(), agent);
        assertThat(project.readAt(pullLog())).contains("digest");
    }

    @Test
    void aLayerOfOtherBytesIsNotUsed(@TempDir Path context) throws IOException {
        String agent = published(context, "echo published layer");
        registry.changeLayer(agent);
        publish(agent, publishedGateway);

        requireBuiltInstead(update(), agent);
    }

    @Test
    void aRegistryThatIsDownIsDoneWithout(@TempDir Path context) throws IOException {
        String agent = published(context, "echo published");
        publish(agent, publishedGateway);
        registry.stop();
        try {
            requireBuiltInstead(update(), agent);
        } finally {
            registry.resume();
        }
    }

    /** Signed, of the right digest, but of other sources than this program's. */
    @Test
    void anImageOfAnotherVersionIsNotUsed(@TempDir Path context) throws IOException {
        make(context, baseWith("echo other"), "00000000000000c3 claude");
        String agent = registry.push(MADE, "rustyolo/agent");
        Docker.run("rmi", MADE);
        publish(agent, publishedGateway);

        Output end = update();

        assertThat(end.err()).contains("WARNING: it isn't the image of this version, so the images are built here");
        assertThat(session().out()).as(end.text()).isEqualTo("built here\n");
    }

    @Test
    void theOldImageStaysWhenAnAgentDoesNotStartInTheNewOne(@TempDir Path context) throws IOException {
        String agent = published(context, "exit 3");
        publish(agent, publishedGateway);

        Output end = update();

        assertThat(end.exitCode()).as(end.text()).isEqualTo(IMAGE_FAILED);
        assertThat(end.err())
                .contains("trying claude --version", "claude doesn't start in the new image; the old one stays");
        assertThat(identity(LATEST)).isEqualTo(old);
        assertThat(Docker.list("image", "ls", "--digests", "--format", "{{.Repository}}@{{.Digest}}"))
                .as("what was fetched for it goes again")
                .doesNotContain(agent);
        System.out.println("== an agent that doesn't start\n" + end.text());
    }

    /** Neither an update nor a session asks a registry for a name that only this machine has. */
    @Test
    void anImageThatIsAbsentIsBuiltAndNeverAskedForByName() {
        publish("", "");
        Docker.run("rmi", LATEST);

        Output end = update();

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(pulls()).isEmpty();
        for (String tag : Docker.list("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "llm-rustyolo")) {
            if (tag.equals(LATEST) || tag.contains(":" + AGENT_HASH)) {
                Docker.run("rmi", "-f", tag);
            }
        }
        Output session = session();
        assertThat(session.out()).as(session.text()).isEqualTo("built here\n");
        assertThat(pulls()).isEmpty();
        assertThat(read().stream().filter(call -> call.matches("(run|create) .*")))
                .isNotEmpty()
                .allMatch(call -> call.contains("--pull=never"));
    }

    private void requireBuiltInstead(Output end, String agent) {
        System.out.println("== built instead\n" + end.text());
        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.err())
                .containsSubsequence(
                        "fetching " + agent,
                        "WARNING: it can't be fetched, so the images are built here; the output is in " + pullLog(),
                        "built " + LATEST,
                        "trying claude --version",
                        LATEST + " is replaced");
        assertThat(pulls()).containsExactly("pull -- " + agent);
        assertThat(session().out()).isEqualTo("built here\n");
    }

    private Output update(String... more) {
        List<String> words = new ArrayList<>(List.of("update", "--image", "--yes", "--api-url", server.url()));
        words.addAll(List.of("--ca-cert", server.authority().toString()));
        words.addAll(List.of(more));
        return installed.run(words.toArray(String[]::new));
    }

    private Output session() {
        return installed
                .withVariable(Rustyolo.WARM, "0")
                .run(
                        "--network",
                        Lab.NETWORK,
                        "--ca-cert",
                        lab.certificates().authority().toString(),
                        "claude",
                        "--version");
    }

    private String published(Path context, String script) throws IOException {
        make(context, baseWith(script), AGENT_HASH + " claude");
        String reference = registry.push(MADE, "rustyolo/agent");
        Docker.run("rmi", MADE);
        return reference;
    }

    private void publish(String agent, String gateway) {
        byte[] archive = "not asked for".getBytes(StandardCharsets.UTF_8);
        Path assets = project.base().resolve("assets");
        SignedRelease.of("0.1.0", archive)
                .with("images", "{\"agent\":\"" + agent + "\",\"gateway\":\"" + gateway + "\"}")
                .write(assets, archive, List.of(key));
        server.publish("0.1.0", assets);
    }

    private List<String> pulls() {
        return read().stream()
                .filter(call -> call.startsWith("pull ") || call.contains("--pull=always"))
                .toList();
    }

    private List<String> read() {
        return project.readAt(calls().toString()).lines().toList();
    }

    private Path calls() {
        return project.base().resolve("calls.txt");
    }

    private String pullLog() {
        return project.state().resolve("pull.log").toString();
    }

    private static int indexOf(List<String> calls, String start) {
        return calls.indexOf(calls.stream()
                .filter(call -> call.startsWith(start))
                .findFirst()
                .orElseThrow());
    }

    private static String baseWith(String script) {
        return "FROM " + Lab.baseImage() + "\n" + AGENT.replace("%s", script);
    }

    private static void make(Path context, String dockerfile, String content) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Docker.run("build", "-q", "-t", MADE, "--label", "dev.rustyolo.context=" + content, context.toString());
    }

    private static String suitesGateway() {
        Path hash = Rustyolo.binary().resolve("../../lib/images/gateway.hash").normalize();
        try {
            return "llm-rustyolo-gateway:" + Files.readString(hash).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String identity(String image) {
        return Docker.run("image", "inspect", "--format", "{{.Id}}", image);
    }
}
