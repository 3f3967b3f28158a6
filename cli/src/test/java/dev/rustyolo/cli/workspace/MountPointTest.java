package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountPointTest {
    private static final int TRIES = 4000;

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
        AtomicBoolean over = new AtomicBoolean();
        Thread agent = Thread.ofPlatform().start(() -> exchange(directory, outside, over));
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

    private static void exchange(Path directory, Path target, AtomicBoolean over) {
        while (!over.get()) {
            try {
                Files.deleteIfExists(directory.resolve("rustyolo"));
                Files.deleteIfExists(directory);
                Files.createSymbolicLink(directory, target);
                Files.delete(directory);
                Files.createDirectory(directory);
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
