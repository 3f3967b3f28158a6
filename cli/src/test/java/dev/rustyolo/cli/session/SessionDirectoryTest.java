package dev.rustyolo.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionDirectoryTest {
    private static final String SESSION = "0123456789ab";

    @TempDir
    Path temporary;

    private Path sessions;

    @BeforeEach
    void nameTheDirectory() {
        sessions = temporary.resolve("state/sessions");
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        // Given
        try (SessionDirectory directory = SessionDirectory.create(sessions, SESSION)) {
            // When
            directory.write(
                    List.of(new SessionFile("env", "", "A=1\n"), new SessionFile("hosts", "/etc/hosts", "x\n")));

            // Then
            assertThat(mode(directory.path())).isEqualTo("rwx------");
            assertThat(mode(directory.path().resolve("env"))).isEqualTo("rw-------");
            assertThat(mode(directory.path().resolve("hosts"))).isEqualTo("rw-r--r--");
            assertThat(directory.path().resolve("env")).hasContent("A=1");
        }
    }

    @Test
    void leavesNothing() {
        // When
        SessionDirectory directory = SessionDirectory.create(sessions, SESSION);
        directory.write(List.of(new SessionFile("env", "", "A=1\n")));
        directory.close();
        directory.close();

        // Then
        assertThat(sessions).isEmptyDirectory();
    }

    @Test
    void isNeverMadeTwice() {
        try (SessionDirectory directory = SessionDirectory.create(sessions, SESSION)) {
            assertThat(directory.path()).exists();
            assertThatThrownBy(() -> SessionDirectory.create(sessions, SESSION))
                    .hasMessageContaining("can't create the session's directory");
        }
    }

    @Test
    void isNotSweptWhileItLives() {
        // Given
        try (SessionDirectory directory = SessionDirectory.create(sessions, SESSION)) {
            // When
            List<String> asked = new ArrayList<>();
            List<String> removed = StaleSessions.sweep(sessions, "", asked::add);

            // Then
            assertThat(removed).isEmpty();
            assertThat(asked).isEmpty();
            assertThat(directory.path()).exists();
        }
    }

    @Test
    void isSweptWhenItsCommandHasGone() {
        // Given
        SessionDirectory directory = SessionDirectory.create(sessions, SESSION);
        directory.write(List.of(new SessionFile("env", "", "A=1\n")));
        directory.abandon();

        // When
        List<String> asked = new ArrayList<>();
        List<String> removed = StaleSessions.sweep(sessions, "", asked::add);

        // Then
        assertThat(removed).containsExactly(SESSION);
        assertThat(asked).containsExactly(SESSION);
        assertThat(sessions).isEmptyDirectory();
    }

    @Test
    void staysWhenItsContainersCannotBeRemoved() {
        // Given
        SessionDirectory directory = SessionDirectory.create(sessions, SESSION);
        directory.abandon();

        // When
        List<String> removed = StaleSessions.sweep(sessions, "", name -> false);

        // Then
        assertThat(removed).isEmpty();
        assertThat(directory.path()).exists();
    }

    @Test
    void sweepsNothingThatIsNotASession() throws IOException {
        // Given
        Path other = Files.createDirectories(sessions.resolve("notes"));
        Path young = Files.createDirectories(sessions.resolve(".new-aaaaaaaaaaaa"));
        Path old = Files.createDirectories(sessions.resolve(".new-bbbbbbbbbbbb"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3600)));

        // When
        StaleSessions.sweep(sessions, "", name -> true);

        // Then
        assertThat(other).exists();
        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void sweepsAMissingDirectory() {
        assertThat(StaleSessions.sweep(sessions, "", name -> true)).isEmpty();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
