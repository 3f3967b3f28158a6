package dev.rustyolo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final byte[] MAVEN = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"bom-ref":"all","name":"rustyolo"}},
             "components":[
              {"type":"library","bom-ref":"p/cli","name":"cli","hashes":[{"alg":"MD5","content":"0"}]},
              {"type":"library","bom-ref":"p/policy","name":"policy"},
              {"type":"library","bom-ref":"p/annotations","name":"annotations"}],
             "dependencies":[{"ref":"p/cli","dependsOn":["p/policy","p/annotations"]},
              {"ref":"p/annotations","dependsOn":[]}]}
            """.getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Distribution distribution;
    private Release release;
    private PinnedKeys pinned;
    private Path key;

    @BeforeEach
    void make() throws IOException {
        distribution = SmallDistribution.make(directory.resolve("dist"), "x86_64-unknown-linux-gnu");
        release = new Release(directory.resolve("release"));
        key = directory.resolve("key");
        pinned = PinnedKeys.read(Files.writeString(directory.resolve("keys"), Signatures.generate(key) + "\n"));
    }

    @Test
    void whatIsSignedIsVerified() throws IOException {
        List<String> said = makeRelease();

        assertThat(said).anyMatch(line -> line.contains("4 components, of which 2 jars"));
        assertThat(release.sign(key, pinned)).hasSize(1);
        assertThat(release.verify(pinned)).singleElement().asString().contains("version 1.2.3");
        assertThat(release.sign(key, pinned)).hasSize(1);
        assertThat(file(".manifest.json.sig")).content().hasLineCount(1);
    }

    @Test
    void whatIsChangedAfterwardsIsNot() throws IOException {
        makeRelease();
        assertThatThrownBy(() -> release.verify(pinned)).hasMessageContaining("is not signed");
        release.sign(key, pinned);
        byte[] archive = Files.readAllBytes(file(".tar.gz"));
        archive[archive.length / 2] ^= 1;
        Files.write(file(".tar.gz"), archive);

        assertThatThrownBy(() -> release.verify(pinned)).hasMessageContaining("not what its manifest says");
    }

    @Test
    void aNewManifestHasNoOldSignature() throws IOException {
        makeRelease();
        release.sign(key, pinned);
        makeRelease();

        assertThat(file(".manifest.json.sig")).doesNotExist();
    }

    @Test
    void theManifestSaysWhatItIs() throws IOException {
        makeRelease();

        assertThat(Files.readString(file(".manifest.json")))
                .startsWith("{\"format\":1,\"version\":\"1.2.3\",\"target\":\"x86_64-unknown-linux-gnu\","
                        + "\"archive\":\"rustyolo-x86_64-unknown-linux-gnu.tar.gz\",\"size\":")
                .endsWith(",\"minimum\":\"1.0.0\",\"expires\":\"2027-11-27T00:00:00Z\","
                        + "\"images\":{\"agent\":\"\",\"gateway\":\"\"}}\n");
    }

    @Test
    void thePartsAreThoseThatAreShipped() throws IOException {
        makeRelease();
        JsonNode parts = new ObjectMapper().readTree(file(".cdx.json").toFile());

        assertThat(parts.path("components").findValuesAsText("name"))
                .containsExactlyInAnyOrder("cli", "policy", "openjdk-runtime", "public-suffix-list");
        assertThat(parts.path("components").path(1).path("evidence").path("occurrences"))
                .extracting(place -> place.path("location").asText())
                .containsExactly("lib/app/policy.jar", "lib/images/gateway/app/policy.jar");
        assertThat(parts.path("components").path(0).path("hashes").findValuesAsText("content"))
                .containsExactly(Digest.sha256(
                        Files.readAllBytes(distribution.directory().resolve("lib/app/cli.jar"))));
        assertThat(parts.toString()).doesNotContain("annotations");
    }

    @Test
    void aJarThatNobodyKnowsIsRefused() throws IOException {
        Files.copy(
                distribution.directory().resolve("lib/app/policy.jar"),
                distribution.directory().resolve("lib/app/unknown.jar"));

        assertThatThrownBy(this::makeRelease).hasMessageContaining("no part called unknown");
    }

    @Test
    void anImageIsNamedWithItsDigest() {
        assertThatThrownBy(() -> terms(Map.of("--agent-image", "registry.example/agent:latest")))
                .hasMessageContaining("with its digest");
        assertThat(terms(Map.of("--agent-image", "registry.example/agent@sha256:" + "0".repeat(64)))
                        .agentImage())
                .startsWith("registry.example/agent@");
        assertThatThrownBy(() -> terms(Map.of("--minimum", "1"))).hasMessageContaining("must be a version");
    }

    @Test
    void aReleaseLivesForAYear() {
        assertThat(terms(Map.of()).expires()).isEqualTo(Instant.parse("2027-11-27T00:00:00Z"));
    }

    @Test
    void anOptionThatIsUnknownOrHasNoValueIsRefused() {
        assertThatThrownBy(() -> Options.parse(List.of("--new", "x"), List.of("--to")))
                .hasMessageContaining("--new");
        assertThatThrownBy(() -> Options.parse(List.of("--to"), List.of("--to")))
                .hasMessageContaining("--to");
    }

    private List<String> makeRelease() throws IOException {
        return release.make(distribution, MAVEN, terms(Map.of("--minimum", "1.0.0")));
    }

    private static Terms terms(Map<String, String> options) {
        return Terms.of(new Options(options), Instant.parse("2026-11-27T12:34:56Z"));
    }

    private Path file(String suffix) {
        return release.directory().resolve(distribution.name() + suffix);
    }
}
