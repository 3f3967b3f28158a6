package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.BareHome;
import dev.rustyolo.e2e.release.ConnectProxy;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.ReleaseServer;
import dev.rustyolo.e2e.release.SignedRelease;
import dev.rustyolo.e2e.release.TarArchive;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FakeEngine;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rustyolo update} as it should go, against a release server of the test's own. */
@Tag("once")
final class UpdateTest {
    private static final int UP_TO_DATE = 10;
    private static final int AVAILABLE = 11;
    private static final int REFUSED = 12;

    @TempDir
    static Path builds;

    private final Project project = Project.create(Account.unprivileged());
    private final ReleaseServer server = ReleaseServer.start();
    private final ReleaseKey key = ReleaseKey.generate();
    private final ReleaseKey second = ReleaseKey.generate();
    private Installed installed;

    @BeforeEach
    void install(@TempDir Path build) {
        installed =
                Installed.of(project, Installed.build(build.resolve("old"), "0.1.0", List.of(key, second)), "0.1.0");
    }

    @AfterEach
    void clean() {
        server.close();
        project.close();
    }

    @Test
    void fromOneBuiltVersionToTheNextAndBack(@TempDir Path next) {
        byte[] archive = TarArchive.pack("0.2.0", Installed.build(next.resolve("new"), "0.2.0", List.of(key, second)));
        publish("0.2.0", archive, second);
        Map<String, String> before = installed.content();

        Output update = update("--yes");

        assertThat(update.exitCode()).as(update.text()).isZero();
        assertThat(installed.version()).isEqualTo("rustyolo 0.2.0");
        String version = "0.2.0-" + ReleaseKey.sha256(archive).substring(0, 16);
        assertThat(installed.link("current")).isEqualTo("versions/" + version);
        assertThat(installed.link("previous")).isEqualTo("versions/0.1.0-0123456789abcdef");
        assertThat(installed.content()).containsAllEntriesOf(without(before, "current"));
        assertThat(installed.content().keySet())
                .contains(
                        "versions/" + version + "/lib/rustyolo.aot",
                        "versions/" + version + "/lib/rustyolo-config.aot");
        assertThat(installed.work()).containsExactly("lock");
        System.out.println("== update\n" + update.text() + "== the server was asked\n"
                + server.requests().all());

        Output again = update("--yes");
        assertThat(again.exitCode()).as(again.text()).isEqualTo(UP_TO_DATE);

        Output back = installed.run("update", "--rollback", "--yes");
        assertThat(back.exitCode()).as(back.text()).isZero();
        assertThat(installed.version()).isEqualTo("rustyolo 0.1.0");
        System.out.println("== rollback\n" + back.text());

        Output forth = installed.run("update", "--rollback", "--yes");
        assertThat(forth.exitCode()).as(forth.text()).isZero();
        assertThat(installed.version()).isEqualTo("rustyolo 0.2.0");
    }

    @Test
    void whatTheInstallerInstalledIsUpdated(@TempDir Path old) {
        try (BareHome home = BareHome.withKeys(List.of(key, second))) {
            publish("0.1.0", TarArchive.pack("0.1.0", Installed.build(old.resolve("old"), "0.1.0", List.of(key))), key);
            Output install = home.install(server, server.downloads("0.1.0"));
            assertThat(install.exitCode()).as(install.text()).isZero();
            publish("0.2.0", TarArchive.release("0.2.0").end(), key);

            Output update = home.rustyolo(words("--yes"));

            assertThat(update.exitCode()).as(update.text()).isZero();
            assertThat(home.rustyolo("--version").out()).isEqualTo("rustyolo 0.2.0\n");
            assertThat(home.versions()).hasSize(2);
        }
    }

    /** Its images are the new version's business, which knows what they are. */
    @Test
    void theNewVersionMakesItsImages() {
        String program = "case \"$*\" in *--version) echo rustyolo 0.2.0 ;; *) echo \"asked: $*\"; exit 71 ;; esac";
        publish("0.2.0", TarArchive.release("0.2.0", program, ":").end(), key);

        Output end = installed.run(
                "update",
                "--yes",
                "--api-url",
                server.url(),
                "--ca-cert",
                server.authority().toString());

        assertThat(end.out())
                .isEqualTo("asked: update --yes --image --api-url=" + server.url() + " --ca-cert=" + server.authority()
                        + "\n");
        assertThat(end.exitCode()).isEqualTo(71);
        assertThat(end.err()).contains("WARNING: the program is updated, its images are not");
        assertThat(installed.version()).isEqualTo("rustyolo 0.2.0");
    }

    @Test
    void aNewImageIsTriedBeforeItIsUsedAndNoneIsFetchedByName() {
        FakeEngine engine = FakeEngine.beside(project);

        Output end = engine.in(Rustyolo.in(project)).run("update", "--agents", "--yes");

        assertThat(end.exitCode()).as(end.text()).isZero();
        List<List<String>> calls = engine.calls("");
        assertThat(calls).noneMatch(call -> call.contains("pull"));
        assertThat(calls.stream().filter(call -> call.contains("run")))
                .hasSize(2)
                .allMatch(call -> call.contains("--pull=never") && call.contains("--network=none"))
                .anyMatch(call -> call.contains("llm-rustyolo:newest"))
                .anyMatch(call -> call.contains("llm-rustyolo:candidate"));
        assertThat(calls)
                .anyMatch(call -> call.containsAll(List.of("tag", "llm-rustyolo:candidate", "llm-rustyolo:latest")));
    }

    @Test
    void theServerHearsNothingButTheRequest() {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);

        update("--check");

        assertThat(server.requests().all()).hasSizeGreaterThan(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.headers().keySet())
                    .isSubsetOf("Accept", "Accept-encoding", "Connection", "Host", "User-agent");
            assertThat(request.headers().get("User-agent")).containsExactly("rustyolo");
            assertThat(request.toString()).doesNotContain("0.1.0");
        });
    }

    @Test
    void checkingChangesNothing() {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);
        Map<String, String> before = installed.content();

        Output check = update("--check");

        assertThat(check.exitCode()).as(check.text()).isEqualTo(AVAILABLE);
        assertThat(check.err()).contains("version 0.2.0 is available, and this is 0.1.0");
        assertThat(installed.content()).isEqualTo(before);
    }

    @Test
    void anotherVersionThanTheNewest() {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);
        publish("0.10.0", TarArchive.release("0.10.0").end(), key);

        assertThat(update("--yes", "--to", "0.2.0").exitCode()).isZero();
        assertThat(installed.version()).isEqualTo("rustyolo 0.2.0");
    }

    @Test
    void aVersionOfTenIsNewerThanOneOfNine(@TempDir Path nine) {
        Installed.build(nine.resolve("build"), "0.9.0", List.of(key));
        try (Project other = Project.create(Account.unprivileged())) {
            Installed old = Installed.of(other, nine.resolve("build"), "0.9.0");
            publish("0.10.0", TarArchive.release("0.10.0").end(), key);

            assertThat(old.run(words("--check")).exitCode()).isEqualTo(AVAILABLE);
        }
    }

    @Test
    void nobodyIsAskedWithoutATerminal() {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);

        Output end = update();

        assertThat(end.exitCode()).isEqualTo(REFUSED);
        assertThat(end.err()).contains("there is no terminal to ask on", "rustyolo update --yes");
        assertThat(installed.versions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "n"})
    void onATerminalOneIsAsked(String answer) {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);
        try (Program program = installed.startOnTerminal(words())) {
            program.out().await("the question", Rustyolo.PATIENCE, line -> line.contains("Update to 0.2.0? [y/N]"));
            program.send(answer);
            Output end = program.await(Rustyolo.PATIENCE);

            assertThat(end.exitCode()).as(end.text()).isEqualTo(answer.equals("y") ? 0 : REFUSED);
        }
        assertThat(installed.version()).isEqualTo(answer.equals("y") ? "rustyolo 0.2.0" : "rustyolo 0.1.0");
    }

    @Test
    void sessionsThatRunAreSaid() throws IOException {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);
        Path session = project.home().resolve(".local/state/rustyolo/sessions/0123456789ab");
        Path lock = project.write(session.resolve("lock"), "");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            file.lock();
            Output asked = update();
            assertThat(asked.exitCode()).isEqualTo(REFUSED);
            assertThat(asked.err()).contains("a session runs, and goes on with the version", "and sessions run");

            Output end = update("--yes");
            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(end.err()).contains("WARNING: a session runs, and goes on with the version it was started with");
        }
    }

    @Test
    void olderVersionsGoAndThePreviousOneStays() {
        for (String version : List.of("0.2.0", "0.3.0")) {
            publish(
                    version,
                    TarArchive.pack(version, Installed.build(builds.resolve(version), version, List.of(key))),
                    key);
            Output end = update("--yes");
            assertThat(end.exitCode()).as(end.text()).isZero();
        }

        assertThat(installed.versions()).hasSize(2).noneMatch(name -> name.startsWith("0.1.0"));
        assertThat(installed.link("previous")).startsWith("versions/0.2.0-");
    }

    @Test
    void throughTheProxyThatTheEnvironmentNames() {
        publish("0.2.0", TarArchive.release("0.2.0").end(), key);
        try (ConnectProxy proxy = ConnectProxy.start("person:word")) {
            Output end = installed
                    .withVariable("HTTPS_PROXY", "http://person:word@localhost:" + proxy.port())
                    .run(words("--yes"));

            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(end.err())
                    .contains("through the proxy localhost:" + proxy.port())
                    .doesNotContain("word@");
            assertThat(proxy.asked()).isNotEmpty().allMatch(line -> server.url().endsWith(line));
            // Java's own client tells a proxy its version, and can't be told not to.
            assertThat(proxy.headers()).isNotEmpty().noneMatch(line -> line.contains("0.1.0"));
            int asked = proxy.asked().size();

            assertThat(installed
                            .withVariable("https_proxy", "http://localhost:" + proxy.port())
                            .withVariable("no_proxy", "localhost")
                            .run(words("--check"))
                            .exitCode())
                    .isLessThan(REFUSED);
            assertThat(proxy.asked()).hasSize(asked);
        }
    }

    private void publish(String version, byte[] archive, ReleaseKey by) {
        Path assets = builds.resolve("assets-" + ReleaseKey.sha256(archive));
        SignedRelease.of(version, archive).write(assets, archive, List.of(by));
        server.publish(version, assets);
    }

    private Output update(String... words) {
        return installed.run(words(words));
    }

    private String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of("update", "--api-url", server.url(), "--ca-cert"));
        words.add(server.authority().toString());
        if (!List.of(more).contains("--check")) {
            words.add("--binary");
        }
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static Map<String, String> without(Map<String, String> content, String name) {
        Map<String, String> rest = new java.util.TreeMap<>(content);
        rest.remove(name);
        return rest;
    }
}
