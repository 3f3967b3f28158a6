package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.BareHome;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.release.SignedRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dev/release} makes of these sources: twice, in two places; and that it installs and runs. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealReleaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern PLACE = Pattern.compile("\"location\" : \"([^\"]*\\.jar)\"");
    private static final Pattern JAR = Pattern.compile("(?m)^[^/\n]*/(.*\\.jar)$");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final ReleaseKey key = ReleaseKey.generate();

    private Path directory;
    private Path release;
    private String said = "";

    @BeforeAll
    void makeRelease(@TempDir Path shared) throws IOException {
        directory = shared;
        release = directory.resolve("release");
        Path pem = Files.writeString(directory.resolve("key.pem"), key.privatePem());
        Path keys = Files.writeString(directory.resolve("keys"), key.publicLine() + "\n");
        said = must(
                        ROOT,
                        Map.of(),
                        "dev/release",
                        "--to",
                        release.toString(),
                        "--key",
                        pem.toString(),
                        "--keys",
                        keys.toString())
                .out();
        System.out.print(said);
    }

    /** What the second build leaves behind stands outside of it. */
    @AfterAll
    void removeSecondDistribution() throws IOException {
        Path distribution = directory.resolve("some/where/else/dist/target/rustyolo");
        if (Files.exists(distribution)) {
            Path store = distribution.toRealPath().resolve("..").normalize();
            assertThat(store.toString()).contains("/rustyolo/dist-");
            must(ROOT, Map.of(), "rm", "-rf", store.toString());
        }
    }

    @Test
    void isSignedByTheKeyItWasGiven() throws IOException {
        Path manifest = release.resolve(SignedRelease.manifestName());

        assertThat(said).contains("good, by " + key.id());
        assertThat(release.resolve(SignedRelease.signatureName()))
                .hasContent(key.signatureLine(Files.readAllBytes(manifest)));
        assertThat(Files.readString(manifest))
                .contains(ReleaseKey.sha256(Files.readAllBytes(release.resolve(SignedRelease.archiveName()))));
    }

    @Test
    void twoBuildsAreTheSame() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("some/where/else"));
        String copy = "tar -C \"$0\" --exclude=target --exclude=.git -cf - . | tar -C \"$1\" -xf -";
        must(ROOT, Map.of(), "sh", "-c", copy, ROOT.toString(), elsewhere.toString());
        Map<String, String> other = Map.of("TZ", "Asia/Kolkata", "LANG", "tr_TR.UTF-8", "LC_ALL", "C");

        must(elsewhere, other, "sh", "-c", "umask 077; exec dev/release --to again");

        for (String name : List.of(SignedRelease.archiveName(), "rustyolo-" + SignedRelease.HERE + ".cdx.json")) {
            byte[] first = Files.readAllBytes(release.resolve(name));
            byte[] second = Files.readAllBytes(elsewhere.resolve("again").resolve(name));
            System.out.println(ReleaseKey.sha256(first) + " and " + ReleaseKey.sha256(second) + ": " + name);
            assertThat(second).as(name).isEqualTo(first);
        }
    }

    @Test
    void theListOfPartsIsOfWhatIsShipped() throws IOException {
        String names = must(
                        ROOT,
                        Map.of(),
                        "tar",
                        "-tzf",
                        release.resolve(SignedRelease.archiveName()).toString())
                .out();
        String parts = Files.readString(release.resolve("rustyolo-" + SignedRelease.HERE + ".cdx.json"));
        List<String> jars = found(JAR, names);

        System.out.println(jars.size() + " jars, and of the list of parts: "
                + said.lines().skip(1).findFirst().orElse(""));
        assertThat(jars).hasSizeGreaterThan(10);
        assertThat(found(PLACE, parts)).containsExactlyInAnyOrderElementsOf(jars);
        assertThat(parts).contains("\"name\" : \"openjdk-runtime\"", "\"name\" : \"public-suffix-list\"");
        assertThat(names.lines().filter(name -> name.endsWith("/share/doc/rustyolo/rustyolo.cdx.json")))
                .hasSize(1);
        assertThat(names).doesNotContain(".aot");
    }

    @Test
    void installsForAnAccountThatHasNothing() throws IOException {
        try (ReleaseServer server = ReleaseServer.start();
                BareHome home = BareHome.withKeys(List.of(key))) {
            server.publish("0.0.0", release);

            Output end = home.install(server, server.downloads("0.0.0"));

            System.out.print(end.text());
            assertThat(end.exitCode()).as(end.text()).isZero();
            Path installed = home.data().resolve("current");
            String version = Files.readString(installed.resolve("lib/version")).strip();
            assertThat(home.rustyolo("--quiet", "--version").out()).isEqualTo("rustyolo " + version + "\n");
            assertThat(home.rustyolo("config", "show").exitCode()).isZero();
            for (String cache : List.of("rustyolo.aot", "rustyolo-config.aot")) {
                assertThat(installed.resolve("lib").resolve(cache)).isNotEmptyFile();
                Files.delete(installed.resolve("lib").resolve(cache));
            }
            Output without = home.rustyolo("--quiet", "--version");
            assertThat(without.out()).isEqualTo("rustyolo " + version + "\n");
            assertThat(without.err()).isEmpty();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Output must(Path directory, Map<String, String> variables, String... words) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        try (Program program = Program.start(words[0], directory, environment, List.of(words))) {
            program.closeInput();
            Output end = program.await(PATIENCE);
            assertThat(end.exitCode()).as(end.text()).isZero();
            return end;
        }
    }
}
