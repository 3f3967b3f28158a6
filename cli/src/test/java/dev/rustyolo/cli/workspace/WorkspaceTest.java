package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspaceTest extends MachineFixture {
    private static final Account AGENT = new Account(1000, 1000);

    private Path home;
    private Path authHome;

    @BeforeEach
    void makeMachine() {
        home = machine.state().resolve("homes").resolve("project-1");
        authHome = machine.home().resolve(".config/rustyolo");
    }

    @Test
    void makesTheHomeTheLoginsAndEveryMountPointInTheHome() throws IOException {
        // Given
        Workspace workspace = workspace(
                BindMount.readOnly(machine.home().resolve(".ssh"), "/home/agent/.ssh"),
                BindMount.readOnly(machine.home().resolve(".gitconfig"), "/home/agent/.gitconfig"),
                BindMount.readOnly(machine.home().resolve(".ssh"), "/home/agent/a/b/c"));

        // When
        workspace.prepare(AGENT, false);

        // Then
        assertThat(home.resolve(".ssh")).isEmptyDirectory();
        assertThat(home.resolve(".gitconfig")).isEmptyFile();
        assertThat(home.resolve("a/b/c")).isEmptyDirectory();
        assertThat(home.resolve(".config/rustyolo")).isEmptyDirectory();
        assertThat(authHome.resolve("needed")).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authHome)))
                .isEqualTo("rwx------");
    }

    @Test
    void isContentWithWhatIsThere() {
        // Given
        Workspace workspace = workspace(BindMount.readOnly(machine.home().resolve(".ssh"), "/home/agent/.ssh"));

        // When
        workspace.prepare(AGENT, false);
        workspace.prepare(AGENT, false);

        // Then
        assertThat(home.resolve(".ssh")).isEmptyDirectory();
    }

    @Test
    void checksWithoutChangingAnything() throws IOException {
        // Given
        Workspace workspace = workspace(BindMount.readOnly(machine.home().resolve(".ssh"), "/home/agent/.ssh"));

        // When
        workspace.check();

        // Then
        assertThat(machine.home().resolve(".local")).doesNotExist();
        assertThat(authHome).doesNotExist();
    }

    @Test
    void followsNoLinkThatAnEarlierAgentPlanted() throws IOException {
        // Given
        Files.createDirectories(home);
        Path elsewhere = Files.createDirectory(machine.root().resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve(".config"), elsewhere);

        // Then
        assertThatThrownBy(() -> workspace().prepare(AGENT, false))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("symbolic link");
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void refusesALinkInPlaceOfAMountPointEvenADanglingOne() throws IOException {
        // Given
        Files.createDirectories(home);
        Files.createSymbolicLink(home.resolve(".ssh"), Path.of("/does/not/exist"));
        Workspace workspace = workspace(BindMount.readOnly(machine.home().resolve(".ssh"), "/home/agent/.ssh"));

        // Then
        assertThatThrownBy(workspace::check).isInstanceOf(CliException.class).hasMessageContaining("symbolic link");
    }

    @Test
    void refusesAFileWhereADirectoryIsToBe() throws IOException {
        // Given
        Files.createDirectories(home);
        Files.createFile(home.resolve(".ssh"));
        Workspace workspace = workspace(BindMount.readOnly(machine.home().resolve(".ssh"), "/home/agent/.ssh"));

        // Then
        assertThatThrownBy(workspace::check).isInstanceOf(CliException.class).hasMessageContaining("directory");
    }

    @Test
    void addsNothingToTheProject() throws IOException {
        // Given
        BindMount volume = BindMount.readOnly(machine.home().resolve(".ssh"), "/app/keys");

        // Then
        assertThatThrownBy(() -> workspace(volume).check())
                .isInstanceOf(CliException.class)
                .hasMessageContaining("no such directory");
        Files.createDirectory(machine.project().resolve("keys"));
        workspace(volume).check();
    }

    @Test
    void addsNothingToAnotherVolume() throws IOException {
        // Given
        Path outer = Files.createDirectory(machine.root().resolve("outer"));
        Workspace workspace = workspace(
                BindMount.writable(outer, "/data"),
                BindMount.readOnly(machine.home().resolve(".gitconfig"), "/data/config"));

        // Then
        assertThatThrownBy(workspace::check).isInstanceOf(CliException.class).hasMessageContaining("no such file");
    }

    @Test
    void leavesTheProjectAsItWas() throws IOException {
        // Given
        Files.writeString(machine.project().resolve("file"), "x");
        Files.setPosixFilePermissions(machine.project(), PosixFilePermissions.fromString("rwxr-x---"));

        // When
        workspace().prepare(AGENT, false);

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.project())))
                .isEqualTo("rwxr-x---");
        try (Stream<Path> files = Files.list(machine.project())) {
            assertThat(files).containsExactly(machine.project().resolve("file"));
        }
    }

    @Test
    void namesHomesReadablyAndDifferently() throws IOException {
        // Given
        Path odd = Files.createDirectories(machine.root().resolve("x/ä b"));
        Path sameName = Files.createDirectories(machine.root().resolve("y/ä b"));

        // Then
        assertThat(Project.at(odd).key()).startsWith("--b-").hasSize(20);
        assertThat(Project.at(odd).key()).isNotEqualTo(Project.at(sameName).key());
        assertThat(Project.at(odd).key()).isEqualTo(Project.at(odd).key());
    }

    private Workspace workspace(BindMount... volumes) {
        StateMounts state = new StateMounts(authHome, false, List.of(), List.of(authHome), List.of(Path.of("needed")));
        return new Workspace(Project.at(machine.project()), home, state, List.of(volumes), List.of());
    }
}
