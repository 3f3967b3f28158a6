package dev.rustyolo.cli.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedInstallationTest {
    private Path root;
    private ManagedInstallation place;

    @BeforeEach
    void install(@TempDir Path temporary) throws IOException {
        root = temporary.toRealPath().resolve("rustyolo");
        version("0.1.0-a");
        Files.createSymbolicLink(root.resolve("current"), Path.of("versions/0.1.0-a"));
        place = new ManagedInstallation(root);
    }

    @Test
    void aVersionIsUsedByOneLinkAndTheOneBeforeIsKept() throws IOException {
        UpdateLock lock = place.begin();
        Path fresh = Files.createDirectory(place.stage().resolve("version"));
        Manifest manifest = manifest("0.2.0");

        Path version = place.place(fresh, manifest);
        assertThat(place.current()).contains(root.resolve("versions/0.1.0-a"));
        place.use(version);
        lock.close();

        assertThat(Files.readSymbolicLink(root.resolve("current")))
                .hasToString("versions/0.2.0-" + manifest.sha256().substring(0, 16));
        assertThat(place.current()).contains(version);
        assertThat(place.previous()).contains(root.resolve("versions/0.1.0-a"));
    }

    /** Whoever is killed between the two links leaves the old version in use, and the next update goes well. */
    @Test
    void killedBetweenTheTwoLinks() throws IOException {
        Files.createSymbolicLink(root.resolve("previous"), Path.of("versions/0.1.0-a"));

        assertThat(place.current()).contains(root.resolve("versions/0.1.0-a"));
        assertThat(place.previous()).isEmpty();

        place.begin().close();
        place.use(version("0.2.0-b"));
        assertThat(place.previous()).contains(root.resolve("versions/0.1.0-a"));
    }

    /** The same version once more, of which something was left: it is replaced as a whole. */
    @Test
    void aVersionThatIsThereAlreadyIsReplaced() throws IOException {
        place.begin().close();
        Manifest manifest = manifest("0.2.0");
        Path old = version("0.2.0-" + manifest.sha256().substring(0, 16));
        Files.writeString(old.resolve("damaged"), "x");

        Path version = place.place(Files.createDirectory(place.stage().resolve("version")), manifest);

        assertThat(version).isEqualTo(old).isEmptyDirectory();
    }

    @Test
    void whatIsNeitherUsedNorPreviousNorRunningGoes() throws IOException {
        UpdateLock lock = place.begin();
        version("0.0.1-x");
        Path running = version("0.0.2-y");
        place.use(version("0.2.0-b"));

        place.tidy(running::equals);
        lock.close();

        assertThat(names(root.resolve("versions"))).containsExactlyInAnyOrder("0.0.2-y", "0.1.0-a", "0.2.0-b");
        assertThat(names(root.resolve(".update"))).containsExactly("lock");
    }

    @Test
    void whatAKilledUpdateLeftGoesButForWhatItHadFetched() throws IOException {
        place.begin().close();
        Files.createDirectories(root.resolve(".update/new-1/version/bin"));
        Files.createDirectories(root.resolve(".update/old-1/bin"));
        Files.createSymbolicLink(root.resolve(".update/link-1"), Path.of("/etc"));
        Files.writeString(root.resolve(".update/archive-" + manifest("0.2.0").sha256() + ".part"), "half");
        Files.writeString(root.resolve(".update/archive-other.part"), "half");

        UpdateLock lock = place.begin();
        Path part = place.part(manifest("0.2.0"));
        lock.close();

        assertThat(part).hasContent("half");
        assertThat(names(root.resolve(".update")))
                .containsExactlyInAnyOrder("lock", part.getFileName().toString());
    }

    @Test
    void ofTwoTheSecondIsRefused() {
        UpdateLock lock = place.begin();
        assertThatThrownBy(() -> new ManagedInstallation(root).begin())
                .hasMessage("another update of this installation is under way");
        lock.close();
        place.begin().close();
    }

    @Test
    void aLinkThatLeadsOutLeadsNowhere() throws IOException {
        for (String target : new String[] {"/etc", "versions/../versions", "versions", "versions/none", "../x", "."}) {
            Files.deleteIfExists(root.resolve("previous"));
            Files.createSymbolicLink(root.resolve("previous"), Path.of(target));

            assertThat(place.previous()).as(target).isEmpty();
        }
    }

    @Test
    void aLinkInThePlaceOfTheWorkingDirectoryIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(root.resolve(".update"), elsewhere);

        assertThatThrownBy(() -> place.begin()).hasMessageContaining("can't work in");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatEverybodyMayWriteToIsRefused() throws IOException {
        Files.setPosixFilePermissions(root.resolve("versions"), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> place.begin()).hasMessageContaining("everybody on this machine may write in");
    }

    private Path version(String name) throws IOException {
        return Files.createDirectories(root.resolve("versions").resolve(name));
    }

    private static Manifest manifest(String version) throws IOException {
        return Manifest.parse(Signed.manifest(version, version.getBytes(UTF_8)).getBytes(UTF_8));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).collect(java.util.stream.Collectors.toSet());
        }
    }
}
