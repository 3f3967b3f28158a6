package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.Answer;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FakeEngine;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sessions say about newer versions, and what they let others know for it (T168). */
@Tag("once")
final class VersionCheckTest {
    private static final String FIRST = "[RustyYOLO] ⚠️  New version 0.2.0 available! (current: 0.1.0)";
    private static final String SECOND = "[RustyYOLO]    Run 'rustyolo update' to upgrade.";

    private final Project project = Project.create(Account.unprivileged());
    private final FakeEngine engine = FakeEngine.beside(project);
    private final ReleaseServer server = ReleaseServer.start();
    private Installed installed;

    @BeforeEach
    void install(@TempDir Path build) {
        server.answer(ReleaseServer.latestPath(), Answer.text("{\"tag_name\":\"v0.2.0\",\"assets\":[]}"));
        configure("");
        installed = Installed.of(
                        project,
                        Installed.build(build.resolve("build"), "0.1.0", List.of(ReleaseKey.generate())),
                        "0.1.0")
                .withVariable("PATH", engine.directory() + ":/usr/bin:/bin")
                .withVariable("RUSTYOLO_ENGINE", "docker")
                .withVariable(Rustyolo.WARM, "0");
    }

    private void configure(String more) {
        project.write(
                project.home().resolve(".config/rustyolo.toml"),
                "[default]\nca_cert = \"" + server.authority() + "\"\n[update]\napi_url = \"" + server.url() + "\"\n"
                        + more);
    }

    @AfterEach
    void clean() {
        server.close();
        project.close();
    }

    @Test
    void theServerIsAskedOnceAndTheTwoLinesStandAtTheSessionsEnd() throws IOException {
        assertThat(session(installed).out()).doesNotContain("New version");
        awaitAnswer();

        for (int i = 0; i < 2; i++) {
            List<String> lines = session(installed)
                    .out()
                    .replace(Rustyolo.RESET, "")
                    .lines()
                    .map(String::stripTrailing)
                    .toList();
            assertThat(lines).containsSequence(FIRST, SECOND);
            assertThat(lines.getLast()).isEqualTo(SECOND);
        }
        assertThat(server.requests().all()).hasSize(1).allSatisfy(request -> {
            assertThat(request.toString()).isEqualTo("GET " + ReleaseServer.latestPath());
            assertThat(request.headers().get("User-agent")).containsExactly("rustyolo");
            assertThat(request.headers().keySet())
                    .isSubsetOf("Accept", "Accept-encoding", "Connection", "Host", "User-agent");
        });
    }

    /** Its control is the test above, in which the same session asks and tells. */
    @ParameterizedTest
    @ValueSource(strings = {"--skip-version-check", "--offline", "--quiet", "CI", "pipe", "check = false"})
    void isOff(String reason) throws IOException {
        known();
        configure(reason.startsWith("check") ? reason + "\n" : "");
        Output end = switch (reason) {
            case "CI" -> session(installed.withVariable("CI", "true"));
            case "pipe" -> installed.run("--", "true");
            case "check = false" -> session(installed);
            default -> session(installed, reason);
        };

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.text()).doesNotContain("New version");
        assertThat(note()).as("who asks notes it down first").startsWith("1\n");
    }

    @Test
    void aServerThatHangsOrFailsIsNobodysBusiness() throws IOException {
        server.answer(ReleaseServer.latestPath(), Answer.status(500, Map.of()));

        Output end = session(installed);

        assertThat(end.exitCode()).as(end.text()).isZero();
        server.requests().await("the request", Rustyolo.PATIENCE, request -> true);
        assertThat(session(installed).out()).doesNotContain("error", "New version");
        assertThat(server.requests().all()).hasSize(1);
    }

    /** Asked long ago, and answered. */
    private void known() {
        project.write(project.home().resolve(".local/state/rustyolo/newest-version"), "1\n0.2.0\n");
    }

    private String note() throws IOException {
        return Files.readString(project.home().resolve(".local/state/rustyolo/newest-version"));
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + Rustyolo.PATIENCE.toNanos();
        while (!note().endsWith("\n0.2.0\n")) {
            assertThat(System.nanoTime()).as(note()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static Output session(Installed installed, String... options) {
        List<String> words = new java.util.ArrayList<>(List.of(options));
        words.addAll(List.of("--", "true"));
        try (Program program = installed.startOnTerminal(words.toArray(String[]::new))) {
            return program.await(Rustyolo.PATIENCE);
        }
    }
}
