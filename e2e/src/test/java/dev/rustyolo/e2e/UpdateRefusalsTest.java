package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.OfferedRelease;
import dev.rustyolo.e2e.release.UpdateFault;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a server or a network can offer, and where there is nothing to update (catalogue section N). Whatever it is, the old
 * version stays as it was, byte for byte, and the same update goes well when nothing is wrong: that is each one's control.
 */
@Tag("once")
final class UpdateRefusalsTest {
    private static final String OLD = "rustyolo " + OfferedRelease.OLD;
    private static final String NEW = "rustyolo " + OfferedRelease.VERSION;

    @TempDir
    static Path work;

    private static Path old;
    private static Project project;
    private static Installed installed;
    private static Map<String, String> before;

    private final OfferedRelease release = new OfferedRelease(work);

    @BeforeAll
    static void install() {
        old = OfferedRelease.old(work.resolve("old"));
        project = Project.create(Account.unprivileged());
        installed = Installed.of(project, old, OfferedRelease.OLD);
        before = installed.content();
    }

    @AfterAll
    static void clean() {
        project.close();
    }

    @AfterEach
    void end() {
        release.close();
    }

    @ParameterizedTest
    @MethodSource("dev.rustyolo.e2e.release.UpdateFault#all")
    void whateverIsWrongTheOldVersionStays(UpdateFault wrong) {
        release.publishGood();
        wrong.done().accept(release);

        Output end = installed.run(release.update("--yes"));

        System.out.println("== " + wrong + ": exit code " + end.exitCode() + "\n" + end.err());
        assertThat(end.exitCode()).as(end.text()).isEqualTo(wrong.code());
        assertThat(end.err())
                .contains("[RustyYOLO] error: ", wrong.message(), "[RustyYOLO] what to do: ")
                .doesNotContain("\tat ", "Exception");
        assertThat(end.err().chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        requireOld();
        assertThat(installed.work().stream().filter(name -> !name.equals("lock") && !name.endsWith(".part")))
                .allMatch(name -> name.startsWith("new-"));
    }

    /** The control of all the others. */
    @Test
    void nothingIsWrong() {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed good = Installed.of(other, old, OfferedRelease.OLD);
            release.publishGood();

            Output end = good.run(release.update("--yes"));

            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(good.version()).isEqualTo(NEW);
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() {
        release.publishGood();

        Output end = installed.run(
                "update", "--binary", "--yes", "--api-url", release.server().url());

        assertThat(end.exitCode()).isEqualTo(UpdateFault.FAILED);
        assertThat(end.err()).contains("PKIX path building failed", "--ca-cert");
        assertThat(release.server().requests().all()).isEmpty();
        requireOld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "file:///etc/passwd", "https://user@localhost", "localhost", "ftp://x"})
    void onlyHttpsIsAsked(String address) {
        Output end = installed.run("update", "--check", "--api-url", address);

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.err()).contains("isn't an https address");
    }

    @Test
    void aProjectHasNoSayInIt() throws IOException {
        Path file = project.write(
                ".rustyolo.toml", "[update]\napi_url = \"" + release.server().url() + "\"\n");
        release.publishGood();
        try {
            installed.withVariable("CI", "1").run("update", "--check");
            assertThat(release.server().requests().all()).isEmpty();

            Output show = installed.run("config", "show");
            assertThat(show.exitCode()).isEqualTo(2);
            assertThat(show.err()).contains("a project can't say where rustyolo is updated from");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void downgradesAreRefusedAlsoWhenAskedFor() {
        release.publishAs("0.0.9");

        Output end = installed.run(release.update("--yes", "--to", "0.0.9"));

        assertThat(end.exitCode()).isEqualTo(UpdateFault.REFUSED);
        assertThat(end.err()).contains("a version is never replaced by an older one", "rustyolo update --rollback");
        requireOld();
    }

    @Test
    void nothingToGoBackTo() {
        Output end = installed.run("update", "--rollback", "--yes");

        assertThat(end.exitCode()).isEqualTo(UpdateFault.REFUSED);
        assertThat(end.err()).contains("there is no version to go back to");
        requireOld();
    }

    @Test
    void aDirectoryThatOneMayNotWriteTo() {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed foreign = Installed.of(other, old, OfferedRelease.OLD);
            Account.own().own(foreign.root());
            release.publishGood();

            Output end = foreign.run(release.update("--yes"));

            assertThat(end.exitCode()).isEqualTo(UpdateFault.REFUSED);
            assertThat(end.err())
                    .contains("you may not write in", "update as that user, or install rustyolo for yourself");
            assertThat(foreign.version()).isEqualTo(OLD);
        }
    }

    @Test
    void aDirectoryThatEverybodyMayWriteTo() throws IOException {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed open = Installed.of(other, old, OfferedRelease.OLD);
            Files.setPosixFilePermissions(open.root(), PosixFilePermissions.fromString("rwxrwxrwx"));
            release.publishGood();

            Output end = open.run(release.update("--yes"));

            assertThat(end.exitCode()).isEqualTo(UpdateFault.REFUSED);
            assertThat(end.err()).contains("everybody on this machine may write in");
        }
    }

    @Test
    void insideOfASandboxThereIsNothingToUpdate() {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
        command.add("mkdir -p /run/rustyolo-test && mount -t tmpfs none /run && mkdir /run/rustyolo && exec \"$@\"");
        command.addAll(List.of("sh", installed.program().toString(), "update", "--check"));
        try (Program program = Program.start("rustyolo", Path.of("/"), installed.environment(), command)) {
            Output end = program.await(Rustyolo.PATIENCE);

            assertThat(end.exitCode()).as(end.text()).isEqualTo(UpdateFault.REFUSED);
            assertThat(end.err()).contains("this is the inside of a sandbox");
        }
    }

    private void requireOld() {
        assertThat(installed.content()).isEqualTo(before);
        assertThat(installed.version()).isEqualTo(OLD);
    }
}
