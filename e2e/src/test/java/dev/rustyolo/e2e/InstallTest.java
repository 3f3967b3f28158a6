package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.release.Answer;
import dev.rustyolo.e2e.release.BareHome;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.release.Request;
import dev.rustyolo.e2e.release.SignedRelease;
import dev.rustyolo.e2e.release.TarFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code install.sh} takes, and what not: with small archives, on an account that has nothing. After each refusal the
 * same installer takes the good release from the same server, so that it was the fault that was refused.
 */
final class InstallTest {
    private static final String VERSION = "1.2.0";
    private static final String TOP = TarFile.top(VERSION, SignedRelease.HERE);
    private static final byte[] GOOD = TarFile.distribution(VERSION).bytes();

    private final ReleaseKey key = ReleaseKey.generate();
    private final ReleaseKey second = ReleaseKey.generate();
    private final ReleaseServer server = ReleaseServer.start();
    private final BareHome home = BareHome.withKeys(List.of(key, second));

    @TempDir
    private Path assets;

    @AfterEach
    void end() {
        home.close();
        server.close();
    }

    /** What can be wrong with a release. */
    enum Fault {
        KEY_OF_SOMEBODY_ELSE("no key of rustyolo's has signed"),
        FOREIGN_SIGNATURE_UNDER_A_PINNED_NAME("no key of rustyolo's has signed"),
        NO_SIGNATURE("can't fetch"),
        EMPTY_SIGNATURE("no key of rustyolo's has signed"),
        SIGNATURE_OF_ANOTHER_MANIFEST("no key of rustyolo's has signed"),
        SIGNATURE_WITHOUT_ITS_CONTEXT("no key of rustyolo's has signed"),
        CHANGED_MANIFEST("no key of rustyolo's has signed"),
        ENDLESS_MANIFEST("longer than it may be"),
        MANIFEST_OF_A_NEWER_KIND("of a newer kind"),
        ANOTHER_TARGET("somebody has exchanged files"),
        ANOTHER_VERSION_THAN_ASKED("not 1.2.0: somebody has exchanged it"),
        EXPIRED("has expired"),
        TAMPERED_ARCHIVE("not what its manifest says"),
        TRUNCATED_ARCHIVE("can't fetch"),
        SHORT_ARCHIVE("not what its manifest says"),
        ENDLESS_ARCHIVE("longer than it may be"),
        NO_ARCHIVE_AT_ALL("is no archive"),
        PATH_UPWARDS("something else than plain files"),
        ABSOLUTE_PATH("something else than plain files"),
        SECOND_DIRECTORY("something else than plain files"),
        SYMBOLIC_LINK("something else than plain files"),
        HARD_LINK("something else than plain files"),
        PIPE("something else than plain files"),
        SAME_NAME_TWICE("something else than plain files"),
        ODD_NAME("something else than plain files"),
        SETUID("something else than plain files"),
        ANOTHER_VERSION_INSIDE("another version"),
        PROGRAM_THAT_FAILS("does not run on this machine"),
        REDIRECT_WITHOUT_TLS("can't fetch"),
        ANOTHER_SERVERS_CERTIFICATE("can't fetch");

        private final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    @Test
    void installsForAnAccountThatHasNothing() throws IOException {
        publishGood();

        Output end = install();

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out())
                .contains("1.2.0 is installed: " + home.program())
                .contains("is not in your PATH; add this to your shell's profile: export PATH=");
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.2.0\n");
        String directory = "1.2.0-" + ReleaseKey.sha256(GOOD).substring(0, 16);
        assertThat(home.versions()).containsExactly(directory);
        assertThat(home.target("current")).isEqualTo("versions/" + directory);
        assertThat(Files.readSymbolicLink(home.program())).hasToString("../share/rustyolo/current/bin/rustyolo");
        assertThat(home.data().resolve("current/lib/rustyolo.aot")).exists();
        assertThat(BareHome.names(home.data())).containsExactly("current", "versions");
        assertThat(server.requests().all().stream().map(Request::target))
                .containsExactly(
                        path(SignedRelease.manifestName()),
                        path(SignedRelease.signatureName()),
                        path(SignedRelease.archiveName()));
    }

    @ParameterizedTest
    @EnumSource
    void refuses(Fault fault) {
        List<String> options = publish(fault);

        Output end = install(options.toArray(String[]::new));

        System.out.println(fault + ": " + end.err().strip());
        assertThat(end.exitCode()).as(end.text()).isEqualTo(1);
        assertThat(end.err()).contains("rustyolo: error: ").contains(fault.message);
        assertThat(home.program()).doesNotExist();
        assertThat(home.target("current")).isEmpty();
        assertThat(home.versions()).isEmpty();
        assertThat(BareHome.names(home.data())).containsExactly("versions");
        assertThat(home.directory().resolve("evil")).doesNotExist();

        publishGood();
        Output control = install("--version", VERSION);
        assertThat(control.exitCode()).as(control.text()).isZero();
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.2.0\n");
    }

    @Test
    void takesEitherOfTheTwoKeys() {
        publish(SignedRelease.of(VERSION, GOOD), GOOD, List.of(ReleaseKey.generate(), second));

        assertThat(install().exitCode()).isZero();
    }

    @Test
    void refusesADowngradeUnlessItIsForced() {
        String before = installed("1.10.0");
        publishVersion("1.9.0");

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
        byte[] archive = TarFile.distribution("3.0.0").bytes();
        publish(SignedRelease.of("3.0.0", archive).with("minimum", "\"2.0.0\""), archive, List.of(key));

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

    @Test
    void whatFailsLeavesTheInstalledVersion() {
        String before = installed("1.0.0");
        publish(Fault.PROGRAM_THAT_FAILS);

        Output end = install();

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(home.target("current")).isEqualTo(before);
        assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 1.0.0\n");
        assertThat(BareHome.names(home.data())).containsExactly("current", "versions");
    }

    @Test
    void leavesAProgramOfThatNameWhichIsNotItsOwn() throws IOException {
        publishGood();
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
        publishGood();
        Path tools = Files.createDirectory(home.directory().resolve("tools"));
        for (String tool : List.of("sh", "curl", "tar", "gzip", "uname", "readlink", "mkdir", "mktemp", "rm", "cat")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        List<String> words = List.of("sh", "install.sh", "--from", server.downloads(VERSION));

        Output end = home.run(Map.of("PATH", tools.toString()), words);

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err())
                .contains("only OpenSSL 3 or newer can verify the signature")
                .contains("apt install openssl");
        assertThat(server.requests().all()).isEmpty();
    }

    @Test
    void saysNothingOfAPathThatIsRight() {
        publishGood();
        String path = home.program().getParent() + ":/usr/bin:/bin";
        String authority = server.authority().toString();

        Output end = home.run(
                Map.of("PATH", path),
                List.of("sh", "install.sh", "--from", server.downloads(VERSION), "--ca-cert", authority));

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.text()).contains("1.2.0 is installed").doesNotContain("PATH");
    }

    @Test
    void goesWhereItIsTold() {
        publishGood();

        Output end = install("--prefix", "tools");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(home.program()).doesNotExist();
        Output started = home.run(Map.of(), List.of("tools/bin/rustyolo"));
        assertThat(started.out()).isEqualTo("rustyolo 1.2.0\n");
    }

    @Test
    void aPartOfTheScriptDoesNothing() throws IOException {
        publishGood();
        String script = Files.readString(home.directory().resolve("install.sh"));
        String end = "main \"$@\"\n";
        assertThat(script).endsWith(end);
        for (int part = 1; part < 8; part++) {
            String cut = script.substring(0, (script.length() - end.length()) * part / 7);

            home.run(Map.of(), List.of("sh", "-c", cut, "sh", "--from", server.downloads(VERSION)));

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
        return home.install(server, server.downloads(VERSION), options);
    }

    /** Installs a version, and returns where the link leads to then. */
    private String installed(String version) {
        publishVersion(version);
        Output end = install();
        assertThat(end.exitCode()).as(end.text()).isZero();
        return home.target("current");
    }

    private void publishGood() {
        publishVersion(VERSION);
    }

    /** At one address, whatever the version. */
    private void publishVersion(String version) {
        byte[] archive = TarFile.distribution(version).bytes();
        publish(SignedRelease.of(version, archive), archive, List.of(key));
    }

    private void publish(SignedRelease release, byte[] archive, List<ReleaseKey> keys) {
        release.write(assets, archive, keys);
        server.publish(VERSION, assets);
    }

    private void publish(TarFile content) {
        byte[] archive = content.bytes();
        publish(SignedRelease.of(VERSION, archive), archive, List.of(key));
    }

    private void signatures(String lines) {
        server.answer(path(SignedRelease.signatureName()), Answer.text(lines));
    }

    private static String path(String asset) {
        return ReleaseServer.assetPath(VERSION, asset);
    }

    /** Publishes a release with a fault; returns options for the installer that will meet it. */
    private List<String> publish(Fault fault) {
        SignedRelease good = SignedRelease.of(VERSION, GOOD);
        TarFile content = TarFile.distribution(VERSION);
        publishGood();
        String archive = path(SignedRelease.archiveName());
        String manifest = path(SignedRelease.manifestName());
        switch (fault) {
            case KEY_OF_SOMEBODY_ELSE -> publish(good, GOOD, List.of(ReleaseKey.generate()));
            case FOREIGN_SIGNATURE_UNDER_A_PINNED_NAME ->
                signatures(good.signatures(List.of(ReleaseKey.generate())).replaceFirst("^\\w+", key.id()));
            case NO_SIGNATURE -> server.answer(path(SignedRelease.signatureName()), Answer.status(404, Map.of()));
            case EMPTY_SIGNATURE -> signatures("");
            case SIGNATURE_OF_ANOTHER_MANIFEST ->
                signatures(good.with("minimum", "\"0.0.1\"").signatures(List.of(key)));
            case SIGNATURE_WITHOUT_ITS_CONTEXT -> signatures(key.bareSignatureLine(good.manifest()) + "\n");
            case CHANGED_MANIFEST ->
                server.answer(
                        manifest, Answer.bytes(good.with("minimum", "\"0.0.1\"").manifest()));
            case ENDLESS_MANIFEST -> server.answer(manifest, Answer.endless());
            case MANIFEST_OF_A_NEWER_KIND -> publish(good.with("format", "2"), GOOD, List.of(key));
            case ANOTHER_TARGET -> publish(good.with("target", "\"riscv64-unknown-linux-gnu\""), GOOD, List.of(key));
            case ANOTHER_VERSION_THAN_ASKED -> {
                publishVersion("1.3.0");
                return List.of("--version", VERSION);
            }
            case EXPIRED -> publish(good.with("expires", "\"2026-01-01T00:00:00Z\""), GOOD, List.of(key));
            case TAMPERED_ARCHIVE -> server.answer(archive, Answer.bytes(tampered()));
            case TRUNCATED_ARCHIVE -> server.answer(archive, Answer.truncated(GOOD, GOOD.length / 2));
            case SHORT_ARCHIVE -> server.answer(archive, Answer.bytes(Arrays.copyOf(GOOD, GOOD.length - 1)));
            case ENDLESS_ARCHIVE -> server.answer(archive, Answer.endless());
            case NO_ARCHIVE_AT_ALL -> {
                byte[] noise = "no archive".repeat(100).getBytes(StandardCharsets.US_ASCII);
                publish(SignedRelease.of(VERSION, noise), noise, List.of(key));
            }
            case PATH_UPWARDS -> publish(content.file(TOP + "../../../../evil", "evil"));
            case ABSOLUTE_PATH -> publish(content.file(home.directory() + "/evil", "evil"));
            case SECOND_DIRECTORY -> publish(content.file("evil", "evil"));
            case SYMBOLIC_LINK ->
                publish(content.link(TOP + "out", '2', home.directory().toString())
                        .file(TOP + "out/evil", "evil"));
            case HARD_LINK -> publish(content.link(TOP + "again", '1', TOP + "lib/version"));
            case PIPE -> publish(content.link(TOP + "pipe", '6', ""));
            case SAME_NAME_TWICE -> publish(content.file(TOP + "lib/version", VERSION + "\n"));
            case ODD_NAME -> publish(content.file(TOP + "a\nb", "evil"));
            case SETUID -> publish(content.with(TOP + "bin/other", '0', 04755, "", "evil"));
            case ANOTHER_VERSION_INSIDE -> publish(inside("1.1.0"));
            case PROGRAM_THAT_FAILS -> publish(TarFile.distribution(VERSION, SignedRelease.HERE, "exit 1"));
            case REDIRECT_WITHOUT_TLS -> {
                server.answer("/plain", Answer.bytes(GOOD));
                server.answer(archive, Answer.redirect(server.plainUrl() + "/plain"));
            }
            case ANOTHER_SERVERS_CERTIFICATE -> {
                try (ReleaseServer other = ReleaseServer.start()) {
                    Path copy = Files.copy(other.authority(), home.directory().resolve("other.pem"));
                    home.account().own(copy);
                    return List.of("--ca-cert", copy.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return List.of();
    }

    private static byte[] tampered() {
        byte[] tampered = GOOD.clone();
        tampered[GOOD.length / 2] ^= 1;
        return tampered;
    }

    /** Everything as in the good one, but that it says another version of itself. */
    private static TarFile inside(String version) {
        List<TarFile.Member> members =
                new ArrayList<>(TarFile.distribution(VERSION).members());
        members.removeLast();
        return new TarFile(members).file(TOP + "lib/version", version + "\n");
    }
}
