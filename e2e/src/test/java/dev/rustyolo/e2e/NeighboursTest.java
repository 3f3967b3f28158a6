package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An agent exchanges a directory of its project for a link to the person's home while another session that mounts that
 * directory starts (catalogue T107): what was checked is not what the engine, which is root, then mounts.
 */
@ExtendWith(LabExtension.class)
final class NeighboursTest {
    private static final int UNSAFE_MOUNT = 77;

    private final Project project = Project.create(Account.unprivileged());
    private final Project inner =
            new Project(project.account(), project.directory().resolve("worktree"));
    private final Rustyolo rustyolo;

    NeighboursTest(Lab lab) {
        rustyolo = Rustyolo.inLab(project, lab);
    }

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.createDirectories(inner.directory());
        Files.createDirectories(project.directory().resolve("data"));
        project.account().own(project.base());
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    /** Its session is over, and nothing of it is mounted any more (catalogue T106). */
    @Test
    void aLinkThatAnAgentLeftInAVolumeIsNotFollowedByALaterSession() {
        // Given
        Path data = project.home().resolve("data");
        project.write(data.resolve("below/file"), "harmless");
        project.write(project.home().resolve("secrets/key"), "precious");
        List<String> words = List.of("-v", data + "/below:/cache:ro", "--", "sh", "-c", "cat /cache/*");
        Output before = rustyolo.run(words.toArray(String[]::new));
        assertThat(before.out()).as(before.text()).contains("harmless");

        // When
        Output made = rustyolo.run(
                "-v", data + ":/data", "--", "sh", "-c", "rm -r /data/below && ln -s ../secrets /data/below");
        assertThat(made.exitCode()).as(made.text()).isZero();

        // Then
        Output end = rustyolo.run(words.toArray(String[]::new));
        assertThat(end.exitCode()).as(end.text()).isEqualTo(UNSAFE_MOUNT);
        assertThat(end.text())
                .contains("leads out of \"" + data + "\", by a link")
                .doesNotContain("precious");
    }

    @Test
    void nothingIsMountedFromWhereAnotherAgentCanWrite() {
        Rustyolo within = new Rustyolo(inner, rustyolo.environment(), rustyolo.options());
        Rustyolo mounting = rustyolo.with("-v", "./data:/data");
        try (Session session = rustyolo.session("--", "sh", "-c", "echo ready; read line")) {
            assertRefused(within.run("--", "touch", "ran"));
            assertRefused(mounting.run("--", "touch", "/data/ran"));
            assertThat(rustyolo.run("--", "true").exitCode())
                    .as("the same project")
                    .isZero();
            assertThat(mounting.with("--allow-unsafe-mount", "./data")
                            .run("--", "touch", "/data/named")
                            .exitCode())
                    .as("what the person names")
                    .isZero();
            session.program().send("go on");
            assertThat(session.finish().exitCode()).isZero();
        }
        assertThat(project.directory().resolve("data/ran")).doesNotExist();
        assertThat(inner.directory().resolve("ran")).doesNotExist();

        assertThat(within.run("--", "touch", "ran").exitCode()).isZero();
        assertThat(mounting.run("--", "touch", "/data/ran").exitCode()).isZero();
        assertThat(project.directory().resolve("data/ran")).exists();
        assertThat(inner.directory().resolve("ran")).exists();
    }

    @Test
    void theInnerSessionMayBeThereFirst() {
        try (Session session = new Rustyolo(inner, rustyolo.environment(), rustyolo.options())
                .session("--", "sh", "-c", "echo ready; read line")) {
            Output outer = rustyolo.run("--", "ls");

            assertThat(outer.exitCode()).as(outer.text()).isZero();
            assertThat(outer.out()).contains("worktree");
            session.program().send("go on");
            assertThat(session.finish().exitCode()).isZero();
        }
    }

    private static void assertRefused(Output end) {
        assertThat(end.exitCode()).as(end.text()).isEqualTo(UNSAFE_MOUNT);
        assertThat(end.err()).contains("to which the agent of another session (", "what to do: end that session first");
    }

    /** The agent of a command that was killed goes on until the next start, which must not follow what it leaves. */
    @Test
    void aLinkThatAnAgentLeavesIsNotFollowed() throws IOException {
        Path data = project.directory().resolve("data");
        Files.delete(data);
        Files.createSymbolicLink(data, project.home());

        Output end = rustyolo.with("-v", "./data:/data").run("--", "ls", "/data");

        assertThat(end.exitCode()).as(end.text()).isEqualTo(UNSAFE_MOUNT);
    }
}
