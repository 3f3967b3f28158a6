package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Images with fewer agents, and agents on top of an image of the person's: each account has its own. */
@ExtendWith(LabExtension.class)
final class OwnBaseTest {
    private static final String OWN = "rustyolo-lab-own:1";
    private static final String LATEST = "llm-rustyolo:latest";
    private static final String KEPT = "rustyolo-lab-kept:latest";
    /** Agents are fetched unless the engine remembers how it built them. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Project project = Project.create(Account.unprivileged());
    private final Project other = Project.create(Account.unprivileged());
    private final Rustyolo rustyolo;
    private final Rustyolo others;

    OwnBaseTest(Lab lab) {
        rustyolo = Rustyolo.inLab(project, lab);
        others = Rustyolo.inLab(other, lab);
    }

    /** The image that the rest of the suite uses goes back to its name afterwards. */
    @BeforeEach
    void keepTheImage() {
        Docker.run("tag", LATEST, KEPT);
    }

    @AfterEach
    void restoreTheImage() {
        Docker.run("tag", KEPT, LATEST);
        Docker.attempt("rmi", KEPT);
        Docker.attempt("rmi", OWN);
        project.close();
        other.close();
    }

    @Test
    void agentsGoOnTopOfAnImageOfThePerson() throws IOException {
        buildOwn(
                "RUN echo 'echo mine' >/usr/bin/my-tool && chmod 755 /usr/bin/my-tool\\nENV MINE=yes\\nENTRYPOINT [\"false\"]");

        assertThat(others.run("--", "true").exitCode()).isZero();

        String built = build(rustyolo, "--from", OWN, "--agents", "codex,aider");

        assertThat(built).contains("built " + LATEST);
        assertThat(rustyolo.run("codex", "--version").out()).startsWith("codex-cli ");
        assertThat(rustyolo.run("aider", "--version").out()).startsWith("aider ");
        assertThat(rustyolo.run(
                                "--",
                                "sh",
                                "-c",
                                "my-tool; echo $MINE; node --version; id -u; find / -xdev -perm /6000")
                        .out())
                .matches("mine\\nyes\\nv\\d+[^\\n]*\\n" + project.account().uid() + "\\n");
        assertThat(others.run("--", "sh", "-c", "my-tool").exitCode())
                .as("another account's image stands on ours")
                .isEqualTo(127);
        assertThat(label(imageOf(rustyolo))).contains(" from=" + OWN + " ");

        Docker.run("rmi", "-f", imageOf(rustyolo), LATEST);
        Output restored = patiently(new Rustyolo(project, rustyolo.environment(), List.of()), "--", "my-tool");

        assertThat(restored.out()).as(restored.text()).isEqualTo("mine\n");
        assertThat(restored.err()).contains("is gone; building it again");

        assertThat(build(rustyolo)).contains("no longer on " + OWN);
        assertThat(rustyolo.run("--", "my-tool").exitCode())
                .isEqualTo(Engine.current().notFound());
    }

    @Test
    void whatCannotTakeAgentsIsSaidBeforeAnythingIsBuilt() {
        Output musl = rustyolo("build", "--from", Lab.muslImage());
        Output absent = rustyolo("build", "--from", "rustyolo-lab-absent:1");
        Output ours = rustyolo("build", "--from", LATEST);

        assertThat(musl.exitCode()).isEqualTo(71);
        assertThat(musl.err())
                .contains("has musl, as Alpine has")
                .contains("rustyolo --image " + Lab.muslImage() + " -- sh")
                .doesNotContain("Step");
        assertThat(absent.exitCode()).isEqualTo(71);
        assertThat(absent.err()).contains("isn't there, and rustyolo fetches none");
        assertThat(ours.err()).contains("is what rustyolo builds itself");
        assertThat(rustyolo("build", "--from", "--privileged").exitCode()).isEqualTo(2);
    }

    @Test
    void anAccountKeepsItsAgentsWhateverAnotherBuilds() throws IOException {
        assertThat(rustyolo.run("claude", "--version").exitCode()).isZero();
        String mine = imageOf(rustyolo);

        build(others, "--agents", "gemini");

        assertThat(label(LATEST)).contains(" gemini").doesNotContain("claude");
        assertThat(imageOf(others)).isNotEqualTo(mine);
        Output again = rustyolo.run("claude", "--version");
        assertThat(again.out()).contains("(Claude Code)");
        assertThat(again.err()).doesNotContain("building");
        assertThat(others.run("--", "sh", "-c", "command -v claude").exitCode()).isNotZero();
        assertThat(others.run("gemini", "--version").exitCode()).isZero();
    }

    private void buildOwn(String more) throws IOException {
        Path context = Files.createDirectory(project.directory().resolve("own"));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + Lab.baseImage() + "\n" + more.replace("\\n", "\n"));
        Docker.run("build", "-q", "-t", OWN, context.toString());
    }

    /** Where TLS passes a company's proxy, npm must be told so in the build. */
    private String build(Rustyolo by, String... options) {
        Stream<String> trusting = Stream.of("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .limit(1)
                .flatMap(file -> Stream.of("--ca-cert", file));
        String[] words = Stream.of(Stream.of("build"), Stream.of(options), trusting)
                .flatMap(each -> each)
                .toArray(String[]::new);
        Output end = patiently(new Rustyolo(by.project(), by.environment(), List.of()), words);
        assertThat(end.exitCode()).as(end.text()).isZero();
        return end.err();
    }

    private static Output patiently(Rustyolo by, String... words) {
        try (Program program = by.start(words)) {
            program.closeInput();
            return program.await(PATIENCE);
        }
    }

    private Output rustyolo(String... words) {
        return new Rustyolo(project, rustyolo.environment(), List.of()).run(words);
    }

    /** The name of the image that a session runs. */
    private static String imageOf(Rustyolo by) {
        return by.run("--dry-run", "--", "x")
                .out()
                .lines()
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(word -> word.startsWith("llm-rustyolo:"))
                .findFirst()
                .orElseThrow();
    }

    private static String label(String image) {
        return Docker.run("image", "inspect", "--format", "{{index .Config.Labels \"dev.rustyolo.context\"}}", image);
    }
}
