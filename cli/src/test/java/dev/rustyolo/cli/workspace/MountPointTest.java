package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountPointTest {
    private static final int TRIES = 400;

    @TempDir
    Path temporary;

    private Path home;
    private Path outside;

    @BeforeEach
    void makeDirectories() throws IOException {
        home = Files.createDirectories(temporary.toRealPath().resolve("homes/home"));
        outside = Files.createDirectory(temporary.toRealPath().resolve("outside"));
    }

    @Test
    void makesWhatIsMissingAndLeavesNothingBeside() throws IOException {
        make();

        assertThat(home.resolve(".config/rustyolo")).isDirectory();
        try (Stream<Path> beside = Files.list(temporary.resolve("homes"))) {
            assertThat(beside).hasSize(1);
        }
    }

    /** An agent of another session exchanges the directory for a link, all the time. */
    @Test
    void makesNothingBehindALinkThatAppears() throws Exception {
        Path directory = Files.createDirectory(home.resolve(".config"));
        Path aside = home.resolve("aside");
        Path link = Files.createSymbolicLink(home.resolve("link"), outside);
        AtomicBoolean over = new AtomicBoolean();
        Thread agent = Thread.ofPlatform().start(() -> exchange(directory, aside, link, over));
        int made = 0;
        try {
            for (int i = 0; i < TRIES; i++) {
                made += attempt();
            }
        } finally {
            over.set(true);
            agent.join();
        }

        assertThat(made).as("times it was made").isPositive();
        assertThat(outside).isEmptyDirectory();
    }

    private int attempt() throws IOException {
        try {
            make();
            Files.deleteIfExists(home.resolve(".config/rustyolo"));
            return 1;
        } catch (CliException e) {
            return 0;
        }
    }

    private static void exchange(Path directory, Path aside, Path link, AtomicBoolean over) {
        while (!over.get()) {
            try {
                Files.move(directory, aside);
                Files.move(link, directory);
                Files.move(directory, link, StandardCopyOption.ATOMIC_MOVE);
                Files.move(aside, directory);
            } catch (IOException e) {
                // The other side was in between.
                Thread.onSpinWait();
            }
        }
    }

    private void make() {
        new MountPoint(home, Path.of(".config/rustyolo"), true).make(new Account(1000, 1000), false);
    }
}
