package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.release.Answer;
import dev.rustyolo.e2e.release.Installed;
import dev.rustyolo.e2e.release.OfferedRelease;
import dev.rustyolo.e2e.release.ReleaseKey;
import dev.rustyolo.e2e.release.UpdateFault;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an update does with the beginning of an archive that it has already. */
@Tag("once")
final class UpdateDownloadTest {
    @TempDir
    static Path work;

    private static Path old;

    private final Project project = Project.create(Account.unprivileged());
    private final OfferedRelease release = new OfferedRelease(work);
    private Installed installed;

    @BeforeAll
    static void build() {
        old = OfferedRelease.old(work.resolve("old"));
    }

    @BeforeEach
    void install() {
        installed = Installed.of(project, old, OfferedRelease.OLD);
    }

    @AfterEach
    void clean() {
        release.close();
        project.close();
    }

    @Test
    void aDownloadThatWasCutOffGoesOn() {
        byte[] archive = release.publish(OfferedRelease.large());
        List<Integer> cuts = new ArrayList<>(List.of(100_000));
        Answer whole = Answer.bytes(archive);
        release.answerArchive(exchange -> {
            if (cuts.isEmpty()) {
                whole.give(exchange);
            } else {
                Answer.truncated(archive, cuts.removeFirst()).give(exchange);
            }
        });

        Output end = installed.run(release.update("--yes"));

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(release.server().requests().all())
                .anySatisfy(request -> assertThat(request.toString()).contains("[bytes=100000-]"));
    }

    @Test
    void aDownloadOfAKilledUpdateGoesOnWithTheNextOne() throws IOException {
        byte[] archive = release.publish(OfferedRelease.large());
        release.answerArchive(Answer.truncated(archive, 50_000));
        assertThat(installed.run(release.update("--yes")).exitCode()).isEqualTo(UpdateFault.FAILED);
        assertThat(installed.work()).anyMatch(name -> name.endsWith(".part"));
        release.answerArchive(Answer.bytes(archive));

        assertThat(installed.run(release.update("--yes")).exitCode()).isZero();
        assertThat(release.server().requests().all().getLast().toString()).contains("[bytes=50000-]");
        assertThat(installed.work()).containsExactly("lock");
        assertThat(Files.exists(installed.root().resolve("current/bin/rustyolo")))
                .isTrue();
    }

    /** What is in the file already is wrong: the hash says so, and it is fetched anew. */
    @Test
    void aDamagedRestIsFetchedAnew() throws IOException {
        byte[] archive = release.publish(OfferedRelease.large());
        Path own = Files.createDirectory(installed.root().resolve(".update"));
        Files.write(own.resolve("archive-" + ReleaseKey.sha256(archive) + ".part"), new byte[1000]);
        project.account().own(own);

        Output end = installed.run(release.update("--yes"));

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(release.server().requests().all().getLast().toString()).doesNotContain("bytes=");
    }
}
