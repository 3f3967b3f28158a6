package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.ImageNames;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code rustyolo update --agents}, really from npm: with an installation that pins a version which isn't the newest. */
@Tag("docker")
@ExtendWith(LabExtension.class)
final class NewerAgentsTest {
    private static final String LATEST = "llm-rustyolo:latest";
    private static final String HASH = "00000000000000d4";
    private static final String OLDER = "0.160.0";
    private static final Path PINS = Path.of("agents/codex");
    /** An agent is fetched twice, and Debian's packages unless the engine remembers them. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Project project = Project.create(Account.unprivileged());
    private final Lab lab;
    private Installed installed;
    private ImageNames names;

    NewerAgentsTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void install(@TempDir Path build) throws IOException {
        names = ImageNames.keep();
        Path built = Installed.build(build.resolve("older"), "0.1.0", List.of(ReleaseKey.generate()));
        Path images = built.resolve("lib/images");
        Files.writeString(images.resolve("agent.hash"), HASH + "\n");
        Path versions = images.resolve("agents.properties");
        Files.writeString(versions, Files.readString(versions).replaceAll("codex=.*", "codex=" + OLDER));
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    PINS.resolve(file),
                    images.resolve("agent/codex").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        installed = Installed.of(project, built, "0.1.0")
                .withVariable(Rustyolo.ENGINE, "docker")
                .withVariable(Rustyolo.WARM, "0");
    }

    @AfterEach
    void restore() {
        names.close();
        project.close();
    }

    @Test
    void anAgentBecomesTheNewestThereIsAndStaysSo() {
        patiently("build", "--agents", "codex");
        String before = version();

        String said = patiently("update", "--agents", "--yes");

        String after = version();
        System.out.println("== before: " + before + "\n" + said + "== after: " + after);
        assertThat(before).isEqualTo("codex-cli " + OLDER);
        assertThat(after).startsWith("codex-cli ").isNotEqualTo(before);
        String newest = after.replace("codex-cli ", "");
        assertThat(said).contains("codex " + OLDER + " becomes " + newest, LATEST + " is replaced");
        assertThat(installed.run("agents").out()).containsPattern("codex +" + newest + " +installed");

        assertThat(patiently("update", "--agents", "--yes"))
                .contains("codex " + newest + " is the newest")
                .doesNotContain("building " + LATEST);
        patiently("build");
        assertThat(version()).as("after another build").isEqualTo(after);
    }

    private String version() {
        Output end = installed.run(
                "--network",
                Lab.NETWORK,
                "--ca-cert",
                lab.certificates().authority().toString(),
                "codex",
                "--version");
        assertThat(end.exitCode()).as(end.text()).isZero();
        return end.out().strip();
    }

    /** Where TLS passes a company's proxy, npm must be told so in the build. */
    private String patiently(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        Stream.of("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .limit(1)
                .forEach(file -> all.addAll(List.of("--ca-cert", file)));
        try (Program program = installed.start(all.toArray(String[]::new))) {
            program.closeInput();
            Output end = program.await(PATIENCE);
            assertThat(end.exitCode()).as(end.text()).isZero();
            return end.err();
        }
    }
}
