package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.OfferedRelease;
import dev.rustyolo.e2e.release.TarArchive;
import dev.rustyolo.e2e.release.UpdateFault;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can come between the steps of an update of something good (catalogue section N): its end, another update, a full
 * disk. The old version stays, and {@link UpdateRefusalsTest} shows that the same goes well when nothing comes.
 */
@Tag("once")
final class UpdateInterruptedTest {
    private static final String OLD = "rustyolo " + OfferedRelease.OLD;
    private static final String NEW = "rustyolo " + OfferedRelease.VERSION;

    @TempDir
    static Path work;

    private static Path old;

    private final OfferedRelease release = new OfferedRelease(work);

    @BeforeAll
    static void build() {
        old = OfferedRelease.old(work.resolve("old"));
    }

    @AfterEach
    void end() {
        release.close();
    }

    @Test
    void ofTwoAtOnceTheSecondIsRefused() {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed both = Installed.of(other, old, OfferedRelease.OLD);
            release.publish(TarArchive.release("0.2.0", "echo rustyolo 0.2.0", "exec sleep 5"));
            try (Program first = both.start(release.update("--yes"))) {
                first.err().await("the caches", Rustyolo.PATIENCE, line -> line.contains("recording"));
                Output second = both.run(release.update("--yes"));

                assertThat(second.exitCode()).isEqualTo(UpdateFault.REFUSED);
                assertThat(second.err()).contains("another update of this installation is under way");
                assertThat(first.await(Rustyolo.PATIENCE).exitCode()).isZero();
            }
            assertThat(both.version()).isEqualTo(NEW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetching", "unpacking", "recording", "trying"})
    void whoeverIsKilledLeavesTheOldVersionAndTheNextUpdateGoesWell(String step) {
        try (Project other = Project.create(Account.unprivileged())) {
            Installed killed = Installed.of(other, old, OfferedRelease.OLD);
            Map<String, String> whole = killed.content();
            release.publish(TarArchive.release("0.2.0", "sleep 2; echo rustyolo 0.2.0", "sleep 2"));
            try (Program program = killed.start(release.update("--yes"))) {
                program.err().await(step, Rustyolo.PATIENCE, line -> line.contains(step));
                program.signal("KILL");
                assertThat(program.awaitDeath(Rustyolo.PATIENCE)).isEqualTo(137);
            }
            assertThat(killed.content()).isEqualTo(whole);
            assertThat(killed.version()).isEqualTo(OLD);

            Output end = killed.run(release.update("--yes"));
            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(killed.version()).isEqualTo(NEW);
            assertThat(killed.work()).containsExactly("lock");
        }
    }

    @Test
    void aFullDisk() {
        release.publish(OfferedRelease.large());
        try (Project other = Project.create(Account.unprivileged())) {
            Installed full = Installed.of(other, old, OfferedRelease.OLD);
            Path update = full.root().resolve(".update");
            String script = "mkdir -m 700 " + update + " && mount -t tmpfs -o size=512k none " + update + " && chown "
                    + other.account().uid() + " " + update + " && chmod 700 " + update + " && exec \"$@\"";
            List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
            command.addAll(other.account().prefix());
            command.add(full.program().toString());
            command.addAll(List.of(release.update("--yes")));
            try (Program program = Program.start("rustyolo", Path.of("/"), full.environment(), command)) {
                Output end = program.await(Rustyolo.PATIENCE);

                System.out.println("== a full disk: exit code " + end.exitCode() + "\n" + end.err());
                assertThat(end.exitCode()).as(end.text()).isEqualTo(UpdateFault.FAILED);
                assertThat(end.err()).contains("No space left on device", "make room, and try again");
            }
            assertThat(full.version()).isEqualTo(OLD);
            assertThat(full.versions()).hasSize(1);
        }
    }
}
