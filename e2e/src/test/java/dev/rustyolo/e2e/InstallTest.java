package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.release.BareHome;
import dev.rustyolo.e2e.release.ReleaseFault;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.release.Request;
import dev.rustyolo.e2e.release.SignedRelease;
import dev.rustyolo.e2e.release.SmallReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code install.sh} takes, and what not: with small archives, on an account that has nothing. After each refusal the
 * same installer takes the good release from the same server, so that it was the fault that was refused.
 */
@Tag("once")
final class InstallTest {
    private static final String VERSION = SmallReleases.VERSION;

    private final ReleaseKey key = ReleaseKey.generate();
    private final ReleaseKey second = ReleaseKey.generate();
    private final ReleaseServer server = ReleaseServer.start();
    private final BareHome home = BareHome.withKeys(List.of(key, second));

    private final SmallReleases releases;

    InstallTest(@TempDir Path assets) {
        releases = new SmallReleases(server, key, home, assets);
    }

    @AfterEach
    void end() {
        home.close();
        server.close();
    }

    @Test
    void installsForAnAccountThatHasNothing() throws IOException {
        releases.publishGood();

        Output end = install();

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out())
                .contains("1.2.0 is installed: " + home.program())
                .contains("is not in your PATH; add this to your shell's profile: export PATH=");
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.2.0\n");
        byte[] good = SmallReleases.good();
        String directory = "1.2.0-" + ReleaseKey.sha256(good).substring(0, 16);
        assertThat(home.versions()).containsExactly(directory);
        assertThat(home.target("current")).isEqualTo("versions/" + directory);
        assertThat(Files.readSymbolicLink(home.program())).hasToString("../share/rustyolo/current/bin/rustyolo");
        assertThat(home.data().resolve("current/lib/rustyolo.aot")).exists();
        assertThat(BareHome.names(home.data())).containsExactly("current", "versions");
        assertThat(server.requests().all().stream().map(Request::target))
                .containsExactly(
                        SmallReleases.path(SignedRelease.manifestName()),
                        SmallReleases.path(SignedRelease.signatureName()),
                        SmallReleases.path(SignedRelease.archiveName()));
    }

    @ParameterizedTest
    @EnumSource
    void refuses(ReleaseFault fault) {
        List<String> options = releases.publish(fault);

        Output end = install(options.toArray(String[]::new));

        System.out.println(fault + ": " + end.err().strip());
        assertThat(end.exitCode()).as(end.text()).isEqualTo(1);
        assertThat(end.err()).contains("rustyolo: error: ").contains(fault.message());
        assertThat(home.program()).doesNotExist();
        assertThat(home.target("current")).isEmpty();
        assertThat(home.versions()).isEmpty();
        assertThat(BareHome.names(home.data())).containsExactly("versions");
        assertThat(home.directory().resolve("evil")).doesNotExist();

        releases.publishGood();
        Output control = install("--version", VERSION);
        assertThat(control.exitCode()).as(control.text()).isZero();
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.2.0\n");
    }

    @Test
    void takesEitherOfTheTwoKeys() {
        byte[] good = SmallReleases.good();
        releases.publish(SignedRelease.of(VERSION, good), good, List.of(ReleaseKey.generate(), second));

        assertThat(install().exitCode()).isZero();
    }

    @Test
    void refusesADowngradeUnlessItIsForced() {
        String before = installed("1.10.0");
        releases.publishVersion("1.9.0");

        Output refused = install();

        System.out.println("DOWNGRADE: " + refused.err().strip());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("1.10.0 is installed, and 1.9.0 is older; --force installs it all the same");
        assertThat(home.target("current")).isEqualTo(before);
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.10.0\n");

        Output forced = install("--force");

        assertThat(forced.exitCode()).as(forced.text()).isZero();
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.9.0\n");
        assertThat(home.target("previous")).isEqualTo(before);
    }

    @Test
    void refusesAStepThatIsTooLarge() {
        installed("1.0.0");
        byte[] archive = SmallReleases.good("3.0.0");
        releases.publish(SignedRelease.of("3.0.0", archive).with("minimum", "\"2.0.0\""), archive, List.of(key));

        Output end = install();

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err()).contains("1.0.0 is too old to become 3.0.0 in one step; --version 2.0.0 comes first");
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.0.0\n");
    }

    @Test
    void anUpdateKeepsTheVersionBeforeAndTheSameAgainChangesNothing() {
        String before = installed("1.9.0");
        String after = installed("1.10.0");
        int asked = server.requests().size();

        Output again = install();

        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.out()).contains("1.10.0 is installed already");
        assertThat(server.requests().since(asked)).hasSize(2); // not the archive
        assertThat(home.target("current")).isEqualTo(after);
        assertThat(home.target("previous")).isEqualTo(before);
        assertThat(home.versions()).hasSize(2);
    }

    /** Each time the links are looked at, by a mv(1) that comes first in the PATH, there is a version that runs. */
    @Test
    void theSameAgainGoesBesideWhatIsInUse() throws IOException {
        String before = installed("1.9.0");
        String first = installed("1.10.0");
        Path watch = Files.createDirectory(home.directory().resolve("watch"));
        Path moved = Files.writeString(watch.resolve("mv"), """
                #!/bin/sh
                /bin/mv "$@" || exit
                "$HOME/.local/bin/rustyolo" --version >>"$HOME/moves" 2>&1
                """);
        Files.setPosixFilePermissions(moved, PosixFilePermissions.fromString("rwxr-xr-x"));
        home.account().own(home.directory());

        List<String> words = List.of(
                "sh",
                "install.sh",
                "--force",
                "--from",
                releases.address(),
                "--ca-cert",
                server.authority().toString());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Output again = home.run(Map.of("PATH", watch + ":/usr/bin:/bin"), words);
            assertThat(again.exitCode()).as(again.text()).isZero();
            names.add(home.target("current"));
            assertThat(home.versions()).as("with the one that was in use").hasSize(3);
        }

        assertThat(names).containsExactly(first + ".again", first, first + ".again");
        assertThat(home.target("previous")).isEqualTo(before);
        assertThat(Files.readAllLines(home.directory().resolve("moves")))
                .as("at each move: to its name and the link to it, and of what has that name out of the way")
                .hasSize(2 + 3 + 3)
                .containsOnly("rustyolo 1.10.0");
        assertThat(install().out()).contains("1.10.0 is installed already");
    }

    @Test
    void whatFailsLeavesTheInstalledVersion() {
        String before = installed("1.0.0");
        releases.publish(ReleaseFault.PROGRAM_THAT_FAILS);

        Output end = install();

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(home.target("current")).isEqualTo(before);
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.0.0\n");
        assertThat(BareHome.names(home.data())).containsExactly("current", "versions");
    }

    @Test
    void leavesAProgramOfThatNameWhichIsNotItsOwn() throws IOException {
        releases.publishGood();
        Files.createDirectories(home.program().getParent());
        Files.writeString(home.program(), "mine");
        home.account().own(home.directory());

        Output end = install();

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err()).contains("is there already, and not from here");
        assertThat(home.program()).hasContent("mine");
        assertThat(server.requests().all()).isEmpty();
    }

    @Test
    void withoutOpensslItSaysWhatToInstall() throws IOException {
        releases.publishGood();
        Path tools = Files.createDirectory(home.directory().resolve("tools"));
        for (String tool : List.of("sh", "curl", "tar", "gzip", "uname", "readlink", "mkdir", "mktemp", "rm", "cat")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        List<String> words = List.of("sh", "install.sh", "--from", releases.address());

        Output end = home.run(Map.of("PATH", tools.toString()), words);

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err())
                .contains("only OpenSSL 3 or newer can verify the signature")
                .contains("apt install openssl");
        assertThat(server.requests().all()).isEmpty();
    }

    @Test
    void saysNothingOfAPathThatIsRight() {
        releases.publishGood();
        String path = home.program().getParent() + ":/usr/bin:/bin";
        String authority = server.authority().toString();

        Output end = home.run(
                Map.of("PATH", path),
                List.of("sh", "install.sh", "--from", releases.address(), "--ca-cert", authority));

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.text()).contains("1.2.0 is installed").doesNotContain("PATH");
    }

    @Test
    void goesWhereItIsTold() {
        releases.publishGood();

        Output end = install("--prefix", "tools");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(home.program()).doesNotExist();
        Output started = home.run(Map.of(), List.of("tools/bin/rustyolo"));
        assertThat(started.out()).isEqualTo("rustyolo 1.2.0\n");
    }

    @Test
    void aPartOfTheScriptDoesNothing() throws IOException {
        releases.publishGood();
        String script = Files.readString(home.directory().resolve("install.sh"));
        String end = "main \"$@\"\n";
        assertThat(script).endsWith(end);
        for (int part = 1; part < 8; part++) {
            String cut = script.substring(0, (script.length() - end.length()) * part / 7);

            home.run(Map.of(), List.of("sh", "-c", cut, "sh", "--from", releases.address()));

            assertThat(BareHome.names(home.directory())).containsExactly("install.sh");
        }
        assertThat(server.requests().all()).isEmpty();
    }

    @Test
    void pinsTheKeysOfTheProgram() throws IOException {
        Path pinned = Path.of("../cli/src/main/resources/dev/rustyolo/cli/update/release-keys.txt");
        List<String> keys = Files.readAllLines(pinned).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
        assertThat(Files.readString(Path.of("../install.sh")))
                .contains("keys='\n" + keys.stream().map(line -> line + "\n").collect(Collectors.joining()) + "'");
    }

    private Output install(String... options) {
        return home.install(server, releases.address(), options);
    }

    /** Installs a version, and returns where the link leads to then. */
    private String installed(String version) {
        releases.publishVersion(version);
        Output end = install();
        assertThat(end.exitCode()).as(end.text()).isZero();
        return home.target("current");
    }
}
