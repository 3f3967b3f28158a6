package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.LockHolder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExclusivelyTest {
    @TempDir
    private Path directory;

    private Path lock;

    @BeforeEach
    void name() {
        lock = directory.resolve("lock");
    }

    @Test
    void whoHasNoPatienceGoesAway() {
        try (LockHolder _ = LockHolder.of(lock)) {
            assertThat(Exclusively.run(lock, Duration.ZERO, () -> {})).isFalse();
        }
        assertThat(Exclusively.run(lock, Duration.ZERO, () -> {})).isTrue();
    }

    @Test
    void whoHasPatienceComesAfter() {
        try (LockHolder other = LockHolder.of(lock)) {
            Thread.ofVirtual().start(other::release);

            assertThat(Exclusively.run(lock, Duration.ofMinutes(1), () -> {})).isTrue();
        }
    }

    @Test
    void whoIsKilledHoldsItNoLonger() {
        LockHolder.of(lock).kill();

        assertThat(Exclusively.run(lock, Duration.ZERO, () -> {})).isTrue();
    }

    @Test
    void whatFailsLeavesNoLock() {
        try {
            Exclusively.run(lock, Duration.ZERO, () -> {
                throw new IllegalStateException("it fails");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("it fails");
        }
        LockHolder.of(lock).close(); // It can have it.
    }
}
