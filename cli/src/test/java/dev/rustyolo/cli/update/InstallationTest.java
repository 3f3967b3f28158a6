package dev.rustyolo.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    private static final Target TARGET = Target.LINUX_X86_64;

    private Path system;

    @BeforeEach
    void system(@TempDir Path temporary) throws IOException {
        system = temporary.toRealPath();
    }

    @Test
    void oneAmongVersionsIsOurs() throws IOException {
        Path home = home("share/versions/0.1.0-0");
        Files.createSymbolicLink(system.resolve("share/current"), Path.of("versions/0.1.0-0"));

        assertThat(at(home)).isEqualTo(new Installation.Managed(system.resolve("share"), home, TARGET));
    }

    @Test
    void withoutTheLinkItIsNot() throws IOException {
        assertThat(at(home("share/versions/0.1.0-0"))).isEqualTo(new Installation.Source());
    }

    @Test
    void whatWasBuiltFromSourcesIsNot() throws IOException {
        assertThat(at(home("cache/dist-0/version-0"))).isEqualTo(new Installation.Source());
    }

    @Test
    void whatWasUnpackedByHandIsNot() throws IOException {
        Path home = home("rustyolo-0.1.0-x86_64-unknown-linux-gnu");

        assertThat(at(home)).isEqualTo(new Installation.Unpacked(home));
    }

    @Test
    void packagesHaveTheirManager() throws IOException {
        assertThat(at(home("opt/homebrew/Cellar/rustyolo/0.1.0/libexec")))
                .isEqualTo(new Installation.Packaged("Homebrew", "brew upgrade rustyolo"));
        Path home = home("opt/rustyolo");
        Files.createDirectories(system.resolve("var/lib/dpkg/info"));
        Files.writeString(system.resolve("var/lib/dpkg/info/rustyolo.list"), "/.\n" + home + "\n");
        assertThat(at(home))
                .isEqualTo(new Installation.Packaged("apt", "sudo apt-get install --only-upgrade rustyolo"));
        assertThat(at(Path.of("/usr/lib/rustyolo"))).isInstanceOf(Installation.Packaged.class);
    }

    private Installation at(Path home) {
        return Installation.at(home, system);
    }

    private Path home(String name) throws IOException {
        Path home = system.resolve(name);
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/target"), TARGET.triple() + "\n");
        return home;
    }
}
