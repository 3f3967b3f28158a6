package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.Answer;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.release.SignedRelease;
import dev.rustyolo.e2e.release.TarArchive;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a server, a network or a moment can do to an update (catalogue section N). Whatever it is, the old version stays as
 * it was, byte for byte, and the same update goes well when nothing is wrong: that is each one's control.
 */
@Tag("once")
final class UpdateAttacksTest {
    private static final int REFUSED = 12;
    private static final int FAILED = 13;
    private static final String OLD = "rustyolo 0.1.0";
    private static final ReleaseKey KEY = ReleaseKey.generate();
    private static final ReleaseKey STRANGER = ReleaseKey.generate();

    @TempDir
    static Path work;

    private static Project project;
    private static Installed installed;
    private static Map<String, String> before;

    private final ReleaseServer server = ReleaseServer.start();
    private final byte[] archive = TarArchive.release("0.2.0").end();

    @BeforeAll
    static void install() {
        project = Project.create(Account.unprivileged());
        installed = Installed.of(project, Installed.build(work.resolve("old"), "0.1.0", List.of(KEY)), "0.1.0");
        before = installed.content();
    }

    @AfterAll
    static void clean() {
        project.close();
    }

    /** One thing that is wrong. */
    record Wrong(String name, int code, String message, Consumer<UpdateAttacksTest> done) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("no signature", REFUSED, "it isn't signed", t -> t.publish(List.of())),
                new Wrong(
                        "no signature file",
                        REFUSED,
                        "it isn't signed",
                        t -> t.publishWithout(SignedRelease.signatureName())),
                new Wrong(
                        "a stranger's signature",
                        REFUSED,
                        "a key that this version of rustyolo doesn't know",
                        t -> t.publish(List.of(STRANGER))),
                new Wrong(
                        "a stranger's signature under the known key's name",
                        REFUSED,
                        "its signature doesn't belong to it",
                        t -> t.replace(
                                SignedRelease.signatureName(),
                                STRANGER.signatureLine(SignedRelease.of("0.2.0", t.archive)
                                                .manifest())
                                        .replace(STRANGER.id(), KEY.id()))),
                new Wrong(
                        "the signature of another manifest",
                        REFUSED,
                        "its signature doesn't belong to it",
                        t -> t.replace(
                                SignedRelease.signatureName(),
                                KEY.signatureLine(
                                        SignedRelease.of("0.3.0", t.archive).manifest()))),
                new Wrong(
                        "another manifest beside the signature",
                        REFUSED,
                        "its signature doesn't belong to it",
                        t -> t.replace(
                                SignedRelease.manifestName(),
                                new String(
                                        SignedRelease.of("0.2.0", new byte[1]).manifest(), StandardCharsets.UTF_8))),
                new Wrong(
                        "another archive of the same size",
                        REFUSED,
                        "its SHA-256 is another",
                        t -> t.replaceArchive(changed(t.archive))),
                new Wrong(
                        "a longer archive",
                        REFUSED,
                        "it has another size",
                        t -> t.replaceArchive(new byte[t.archive.length + 1])),
                new Wrong(
                        "another target",
                        REFUSED,
                        "it is for another target",
                        t -> t.publish(t.manifest().with("target", "\"aarch64-apple-darwin\""), List.of(KEY))),
                new Wrong(
                        "another target's archive",
                        REFUSED,
                        "it is for another target",
                        t -> t.publish(
                                t.manifest().with("archive", "\"rustyolo-aarch64-apple-darwin.tar.gz\""),
                                List.of(KEY))),
                new Wrong(
                        "an older version, signed, under a newer name",
                        REFUSED,
                        "it is of version 0.0.9, and the release is called 0.2.0",
                        t -> t.publish(t.manifest().with("version", "\"0.0.9\""), List.of(KEY))),
                new Wrong(
                        "an older version as the newest",
                        REFUSED,
                        "a version is never replaced by an older one",
                        t -> t.publishAs("0.0.9")),
                new Wrong(
                        "an expired manifest",
                        REFUSED,
                        "it was good until 2026-01-01T00:00:00Z",
                        t -> t.publish(t.manifest().with("expires", "\"2026-01-01T00:00:00Z\""), List.of(KEY))),
                new Wrong(
                        "a version that takes over from later ones only",
                        REFUSED,
                        "takes over from 0.1.5 or newer, and this is 0.1.0",
                        t -> t.publish(t.manifest().with("minimum", "\"0.1.5\""), List.of(KEY))),
                new Wrong(
                        "a later format",
                        REFUSED,
                        "knows only 1",
                        t -> t.publish(t.manifest().with("format", "2"), List.of(KEY))),
                new Wrong(
                        "a field that nobody knows",
                        REFUSED,
                        "which this format doesn't",
                        t -> t.publish(t.manifest().with("extra", "1"), List.of(KEY))),
                new Wrong(
                        "a truncated download",
                        FAILED,
                        "could not be fetched whole",
                        t -> t.answerArchive(Answer.truncated(t.archive, 100))),
                new Wrong(
                        "an endless download", REFUSED, "it has another size", t -> t.answerArchive(Answer.endless())),
                new Wrong(
                        "an endless manifest",
                        REFUSED,
                        "has more than 65536 bytes",
                        t -> t.answer(SignedRelease.manifestName(), Answer.endless())),
                new Wrong(
                        "an endless list",
                        REFUSED,
                        "has more than 2097152 bytes",
                        t -> t.server.answer(ReleaseServer.latestPath(), Answer.endless())),
                new Wrong(
                        "a redirect to plain http",
                        REFUSED,
                        "what the archive is redirected to isn't an https address",
                        t -> t.answerArchive(Answer.redirect(t.server.plainUrl() + t.archivePath()))),
                new Wrong(
                        "the list redirected to plain http",
                        REFUSED,
                        "isn't an https address",
                        t -> t.server.answer(
                                ReleaseServer.latestPath(), Answer.redirect(t.server.plainUrl() + "/anything"))),
                new Wrong(
                        "redirects without an end",
                        REFUSED,
                        "redirected more than 5 times",
                        t -> t.answerArchive(Answer.redirect(t.server.url() + t.archivePath()))),
                new Wrong(
                        "the API's limit",
                        FAILED,
                        "answers no more requests from your address",
                        t -> t.server.answer(
                                ReleaseServer.latestPath(),
                                Answer.status(
                                        403,
                                        Map.of(
                                                "X-RateLimit-Remaining",
                                                "0",
                                                "X-RateLimit-Reset",
                                                String.valueOf(Instant.now().getEpochSecond() + 1800))))),
                new Wrong(
                        "a server that fails",
                        FAILED,
                        "the server's status is 500",
                        t -> t.server.answer(ReleaseServer.latestPath(), Answer.status(500, Map.of()))),
                new Wrong("no such release", FAILED, "status 404", t -> t.server.clear()),
                new Wrong(
                        "something that is no list",
                        FAILED,
                        "isn't about a release",
                        t -> t.server.answer(ReleaseServer.latestPath(), Answer.text("<html>"))),
                new Wrong(
                        "a version with sequences in it",
                        FAILED,
                        "isn't v and a version",
                        t -> t.server.answer(
                                ReleaseServer.latestPath(),
                                Answer.text("{\"tag_name\":\"v1\\u001b[31m\",\"assets\":[]}"))),
                new Wrong(
                        "traversal",
                        REFUSED,
                        "leads somewhere else than it says",
                        t -> t.publish(good().file("../../../evil", 0644, "x"))),
                new Wrong(
                        "an absolute path",
                        REFUSED,
                        "isn't in rustyolo-0.2.0",
                        t -> t.publish(good().entry("/tmp/evil", '0', 0644, new byte[1], ""))),
                new Wrong(
                        "a symbolic link",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(good().link("lib/link", '2', "/etc"))),
                new Wrong(
                        "a link that is written through",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(good().link("x", '2', "..").file("x/evil", 0644, "x"))),
                new Wrong(
                        "a hard link",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(good().link("lib/link", '1', "/etc/passwd"))),
                new Wrong(
                        "a device",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(good().link("lib/device", '3', ""))),
                new Wrong(
                        "a name twice",
                        REFUSED,
                        "is there twice",
                        t -> t.publish(good().file("bin/rustyolo", 0755, "#!/bin/sh\necho evil\n"))),
                new Wrong(
                        "a name twice, but for its case",
                        REFUSED,
                        "but for upper and lower case",
                        t -> t.publish(good().file("bin/RUSTYOLO", 0755, "x"))),
                new Wrong(
                        "a set-user-id bit",
                        REFUSED,
                        "a mode with special bits",
                        t -> t.publish(good().file("bin/more", 04755, "x"))),
                new Wrong(
                        "a name with sequences in it",
                        REFUSED,
                        "odd characters",
                        t -> t.publish(good().file("bin/\u001b[31m", 0644, "x"))),
                new Wrong("a bomb of entries", REFUSED, "more than 20000 entries", t -> t.publish(bomb())),
                new Wrong(
                        "another version inside",
                        REFUSED,
                        "lib/version isn't 0.2.0",
                        t -> t.publish(TarArchive.of("0.2.0").directory("lib").file("lib/version", 0644, "0.0.9\n"))),
                new Wrong(
                        "a version that can't start",
                        FAILED,
                        "the new version can't start on this machine: exit code 3",
                        t -> t.publish(TarArchive.release("0.2.0", "echo broken; exit 3", ":"))),
                new Wrong(
                        "a version that says it is another",
                        FAILED,
                        "the new version says \"rustyolo 0.0.1\"",
                        t -> t.publish(TarArchive.release("0.2.0", "echo rustyolo 0.0.1", ":"))),
                new Wrong(
                        "a version that can't record its caches",
                        FAILED,
                        "the new version can't record its caches on this machine: exit code 4",
                        t -> t.publish(TarArchive.release("0.2.0", "echo rustyolo 0.2.0", "exit 4"))));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whateverIsWrongTheOldVersionStays(Wrong wrong) {
        publish(List.of(KEY));
        wrong.done().accept(this);

        Output end = update();

        System.out.println("== " + wrong + ": exit code " + end.exitCode() + "\n" + end.err());
        assertThat(end.exitCode()).as(end.text()).isEqualTo(wrong.code());
        assertThat(end.err())
                .contains("[RustyYOLO] error: ", wrong.message(), "[RustyYOLO] what to do: ")
                .doesNotContain("\tat ", "Exception");
        assertThat(end.err().chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        requireOld();
        assertThat(installed.work().stream().filter(name -> !name.equals("lock") && !name.endsWith(".part")))
                .allMatch(name -> name.startsWith("new-"));
        server.close();
    }

    /** The control of all the others. */
    @Test
    void nothingIsWrong() {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed good = Installed.of(other, work.resolve("old"), "0.1.0");
            publish(List.of(KEY));

            Output end = good.run(words("--yes"));

            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(good.version()).isEqualTo("rustyolo 0.2.0");
        }
        server.close();
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() {
        publish(List.of(KEY));

        Output end = installed.run("update", "--binary", "--yes", "--api-url", server.url());

        assertThat(end.exitCode()).isEqualTo(FAILED);
        assertThat(end.err()).contains("PKIX path building failed", "--ca-cert");
        assertThat(server.requests().all()).isEmpty();
        requireOld();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "file:///etc/passwd", "https://user@localhost", "localhost", "ftp://x"})
    void onlyHttpsIsAsked(String address) {
        Output end = installed.run("update", "--check", "--api-url", address);

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.err()).contains("isn't an https address");
        server.close();
    }

    @Test
    void aProjectHasNoSayInIt() throws IOException {
        Path file = project.write(".rustyolo.toml", "[update]\napi_url = \"" + server.url() + "\"\n");
        publish(List.of(KEY));
        try {
            installed.withVariable("CI", "1").run("update", "--check");
            assertThat(server.requests().all()).isEmpty();

            Output show = installed.run("config", "show");
            assertThat(show.exitCode()).isEqualTo(2);
            assertThat(show.err()).contains("a project can't say where rustyolo is updated from");
        } finally {
            Files.delete(file);
        }
        server.close();
    }

    @Test
    void downgradesAreRefusedAlsoWhenAskedFor() {
        publishAs("0.0.9");

        Output end = installed.run(words("--yes", "--to", "0.0.9"));

        assertThat(end.exitCode()).isEqualTo(REFUSED);
        assertThat(end.err()).contains("a version is never replaced by an older one", "rustyolo update --rollback");
        requireOld();
        server.close();
    }

    @Test
    void nothingToGoBackTo() {
        Output end = installed.run("update", "--rollback", "--yes");

        assertThat(end.exitCode()).isEqualTo(REFUSED);
        assertThat(end.err()).contains("there is no version to go back to");
        requireOld();
        server.close();
    }

    @Test
    void ofTwoAtOnceTheSecondIsRefused() {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed both = Installed.of(other, work.resolve("old"), "0.1.0");
            publish(TarArchive.release("0.2.0", "echo rustyolo 0.2.0", "exec sleep 5"));
            try (Program first = both.start(words("--yes"))) {
                first.err().await("the caches", Rustyolo.PATIENCE, line -> line.contains("recording"));
                Output second = both.run(words("--yes"));

                assertThat(second.exitCode()).isEqualTo(REFUSED);
                assertThat(second.err()).contains("another update of this installation is under way");
                assertThat(first.await(Rustyolo.PATIENCE).exitCode()).isZero();
            }
            assertThat(both.version()).isEqualTo("rustyolo 0.2.0");
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetching", "unpacking", "recording", "trying"})
    void whoeverIsKilledLeavesTheOldVersionAndTheNextUpdateGoesWell(String step) {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed killed = Installed.of(other, work.resolve("old"), "0.1.0");
            Map<String, String> whole = killed.content();
            publish(TarArchive.release("0.2.0", "sleep 2; echo rustyolo 0.2.0", "sleep 2"));
            try (Program program = killed.start(words("--yes"))) {
                program.err().await(step, Rustyolo.PATIENCE, line -> line.contains(step));
                program.signal("KILL");
                assertThat(program.awaitDeath(Rustyolo.PATIENCE)).isEqualTo(137);
            }
            assertThat(killed.content()).isEqualTo(whole);
            assertThat(killed.version()).isEqualTo(OLD);

            Output end = killed.run(words("--yes"));
            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(killed.version()).isEqualTo("rustyolo 0.2.0");
            assertThat(killed.work()).containsExactly("lock");
        }
        server.close();
    }

    @Test
    void aDirectoryThatOneMayNotWriteTo() {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed foreign = Installed.of(other, work.resolve("old"), "0.1.0");
            Account.own().own(foreign.root());
            publish(List.of(KEY));

            Output end = foreign.run(words("--yes"));

            assertThat(end.exitCode()).isEqualTo(REFUSED);
            assertThat(end.err())
                    .contains("you may not write in", "update as that user, or install rustyolo for yourself");
            assertThat(foreign.version()).isEqualTo(OLD);
        }
        server.close();
    }

    @Test
    void aDirectoryThatEverybodyMayWriteTo() throws IOException {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed open = Installed.of(other, work.resolve("old"), "0.1.0");
            Files.setPosixFilePermissions(
                    open.root(), java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
            publish(List.of(KEY));

            Output end = open.run(words("--yes"));

            assertThat(end.exitCode()).isEqualTo(REFUSED);
            assertThat(end.err()).contains("everybody on this machine may write in");
        }
        server.close();
    }

    @Test
    void insideOfASandboxThereIsNothingToUpdate() {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
        command.add("mkdir -p /run/rustyolo-test && mount -t tmpfs none /run && mkdir /run/rustyolo && exec \"$@\"");
        command.addAll(List.of("sh", installed.program().toString(), "update", "--check"));
        try (Program program = Program.start("rustyolo", Path.of("/"), installed.environment(), command)) {
            Output end = program.await(Rustyolo.PATIENCE);

            assertThat(end.exitCode()).as(end.text()).isEqualTo(REFUSED);
            assertThat(end.err()).contains("this is the inside of a sandbox");
        }
        server.close();
    }

    @Test
    void aFullDisk() {
        publish(large());
        try (Project other = Project.create(Account.unprivileged())) {
            Installed full = Installed.of(other, work.resolve("old"), "0.1.0");
            Path update = full.root().resolve(".update");
            String script = "mkdir -m 700 " + update + " && mount -t tmpfs -o size=512k none " + update + " && chown "
                    + other.account().uid() + " " + update + " && chmod 700 " + update + " && exec \"$@\"";
            List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
            command.addAll(other.account().prefix());
            command.add(full.program().toString());
            command.addAll(List.of(words("--yes")));
            try (Program program = Program.start("rustyolo", Path.of("/"), full.environment(), command)) {
                Output end = program.await(Rustyolo.PATIENCE);

                System.out.println("== a full disk: exit code " + end.exitCode() + "\n" + end.err());
                assertThat(end.exitCode()).as(end.text()).isEqualTo(FAILED);
                assertThat(end.err()).contains("No space left on device", "make room, and try again");
            }
            assertThat(full.version()).isEqualTo(OLD);
            assertThat(full.versions()).hasSize(1);
        }
        server.close();
    }

    private void requireOld() {
        assertThat(installed.content()).isEqualTo(before);
        assertThat(installed.version()).isEqualTo(OLD);
    }

    private SignedRelease manifest() {
        return SignedRelease.of("0.2.0", archive);
    }

    private void publish(List<ReleaseKey> keys) {
        publish(manifest(), keys);
    }

    private void publish(SignedRelease release, List<ReleaseKey> keys) {
        publish("0.2.0", release, archive, keys);
    }

    private void publish(TarArchive other) {
        byte[] packed = other.end();
        publish("0.2.0", SignedRelease.of("0.2.0", packed), packed, List.of(KEY));
    }

    private void publishAs(String version) {
        byte[] packed = TarArchive.release(version).end();
        publish(version, SignedRelease.of(version, packed), packed, List.of(KEY));
    }

    private void publish(String version, SignedRelease release, byte[] packed, List<ReleaseKey> keys) {
        try {
            Path assets = Files.createTempDirectory(work, "assets");
            release.write(assets, packed, keys);
            server.publish(version, assets);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void publishWithout(String name) {
        try {
            Path assets = Files.createTempDirectory(work, "assets");
            manifest().write(assets, archive, List.of(KEY));
            Files.delete(assets.resolve(name));
            server.publish("0.2.0", assets);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void replace(String asset, String text) {
        answer(asset, Answer.text(text));
    }

    private void replaceArchive(byte[] bytes) {
        answerArchive(Answer.bytes(bytes));
    }

    private void answerArchive(Answer answer) {
        answer(SignedRelease.archiveName(), answer);
    }

    private void answer(String asset, Answer answer) {
        server.answer(ReleaseServer.assetPath("0.2.0", asset), answer);
    }

    private String archivePath() {
        return ReleaseServer.assetPath("0.2.0", SignedRelease.archiveName());
    }

    private Output update() {
        return installed.run(words("--yes"));
    }

    private String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of("update", "--binary", "--api-url", server.url(), "--ca-cert"));
        words.add(server.authority().toString());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static TarArchive good() {
        return TarArchive.release("0.2.0");
    }

    private static TarArchive large() {
        TarArchive large = good();
        byte[] noise = new byte[1 << 20];
        new java.util.Random(1).nextBytes(noise);
        return large.entry("rustyolo-0.2.0-" + SignedRelease.HERE + "/noise", '0', 0644, noise, "");
    }

    private static TarArchive bomb() {
        TarArchive bomb = good();
        for (int i = 0; i < 20_001; i++) {
            bomb.directory("d" + i);
        }
        return bomb;
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }
}
