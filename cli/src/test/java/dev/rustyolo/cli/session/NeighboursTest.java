package dev.rustyolo.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.workspace.BindMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {
    private static final String FIRST = "aaaaaaaaaaaa";
    private static final String SECOND = "bbbbbbbbbbbb";

    @TempDir
    Path temporary;

    private Path project;
    private Path inner;
    private Path sessions;
    private Path others;
    private Neighbours neighbours;

    @BeforeEach
    void makeDirectories() throws IOException {
        temporary = temporary.toRealPath();
        project = Files.createDirectories(temporary.resolve("project"));
        inner = Files.createDirectories(project.resolve("data/inner"));
        sessions = Files.createDirectories(temporary.resolve("state/sessions"));
        others = temporary.resolve("state/podman/sessions");
        neighbours = new Neighbours(List.of(sessions, others));
    }

    @Test
    void refusesWhatAnotherAgentCouldExchangeForALink() throws Exception {
        admit(sessions, FIRST, BindMount.writable(project, "/app"));

        for (BindMount mount :
                List.of(BindMount.writable(inner, "/app"), BindMount.readOnly(project.resolve("data"), "/data"))) {
            CliException refusal = refusal(SECOND, mount);
            assertThat(refusal.exitCode()).isEqualTo(77);
            assertThat(refusal.what())
                    .contains(mount.source().toString(), "the agent of another session (" + FIRST + ") can write");
            assertThat(refusal.remedy()).contains("--allow-unsafe-mount " + mount.source());
        }
    }

    @Test
    void admitsWhatNoOtherAgentCanReach() throws Exception {
        Path beside = Files.createDirectories(temporary.resolve("project-2"));
        admit(sessions, FIRST, BindMount.writable(project, "/app"), BindMount.readOnly(beside, "/beside"));

        assertThatCode(() -> admit(sessions, SECOND, BindMount.writable(project, "/app")))
                .as("the same project: what it is in is nobody's")
                .doesNotThrowAnyException();
        assertThatCode(() -> admit(sessions, "cccccccccccc", BindMount.writable(beside.resolve("sub"), "/app")))
                .as("in what is mounted read-only")
                .doesNotThrowAnyException();
    }

    @Test
    void admitsWhatThePersonNamesAsUnsafe() throws Exception {
        admit(sessions, FIRST, BindMount.writable(project, "/app"));

        assertThatCode(() -> neighbours.admit(
                        directory(sessions, SECOND), List.of(BindMount.writable(inner, "/app")), List.of(inner)))
                .doesNotThrowAnyException();
    }

    @Test
    void looksAtTheSessionsOfEveryEngine() throws Exception {
        admit(others, FIRST, BindMount.writable(project, "/app"));

        assertThat(refusal(SECOND, BindMount.writable(inner, "/app")).exitCode())
                .isEqualTo(77);
    }

    @Test
    void forgetsASessionThatHasEnded() throws Exception {
        admit(sessions, FIRST, BindMount.writable(project, "/app"));
        Files.createFile(sessions.resolve(FIRST).resolve(SessionDirectory.ENDED));

        assertThatCode(() -> admit(sessions, SECOND, BindMount.writable(inner, "/app")))
                .doesNotThrowAnyException();
    }

    @Test
    void waitsForAnotherWhoseMountsAreStillBeingMade() throws Exception {
        admit(sessions, FIRST, BindMount.writable(inner, "/app"));
        Path told = sessions.resolve(FIRST).resolve(Neighbours.FILE);

        Thread starting = Thread.ofPlatform().start(() -> {
            try {
                admit(sessions, SECOND, BindMount.writable(project, "/app"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        starting.join(Duration.ofMillis(500));
        assertThat(starting.isAlive()).isTrue();

        Files.setLastModifiedTime(told, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
        starting.join(Duration.ofSeconds(10));
        assertThat(starting.isAlive()).isFalse();
    }

    @Test
    void refusesWhatHasBecomeALink() throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Path data = project.resolve("data");
        Files.delete(inner);
        Files.delete(data);
        Files.createSymbolicLink(data, elsewhere);

        CliException refusal = refusal(FIRST, BindMount.readOnly(data, "/data"));
        assertThat(refusal.exitCode()).isEqualTo(77);
        assertThat(refusal.what()).contains("has become a link, to").contains(elsewhere.toString());
    }

    @Test
    void failsWhenItCannotTell() throws Exception {
        Files.writeString(directory(sessions, FIRST).resolve(Neighbours.FILE), "x");

        assertThat(refusal(SECOND, BindMount.writable(inner, "/app")).exitCode())
                .isEqualTo(74);
    }

    private void admit(Path engine, String session, BindMount... mounts) throws Exception {
        neighbours.admit(directory(engine, session), List.of(mounts), List.of());
    }

    private CliException refusal(String session, BindMount mount) {
        return catchThrowableOfType(CliException.class, () -> admit(sessions, session, mount));
    }

    private static Path directory(Path engine, String session) throws IOException {
        return Files.createDirectories(engine.resolve(session));
    }
}
