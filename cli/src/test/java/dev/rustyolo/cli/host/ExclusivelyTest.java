package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExclusivelyTest {
    @TempDir
    private Path directory;

    @Test
    void whoHasNoPatienceGoesAway() throws Exception {
        Path lock = directory.resolve("lock");
        List<Boolean> inner = new ArrayList<>();
        boolean outer =
                Exclusively.run(lock, Duration.ZERO, () -> inner.add(Exclusively.run(lock, Duration.ZERO, () -> {})));
        assertThat(outer).isTrue();
        assertThat(inner).containsExactly(false);
    }

    @Test
    void whoHasPatienceComesAfter() throws Exception {
        Path lock = directory.resolve("lock");
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        Thread first = Thread.ofPlatform().start(() -> {
            Exclusively.run(lock, Duration.ZERO, () -> {
                begun.countDown();
                pause();
                order.add("first");
            });
        });
        begun.await();
        assertThat(Exclusively.run(lock, Duration.ofMinutes(1), () -> order.add("second")))
                .isTrue();
        first.join();
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void whatFailsLeavesNoLock() throws Exception {
        Path lock = directory.resolve("lock");
        try {
            Exclusively.run(lock, Duration.ZERO, () -> {
                throw new IllegalStateException("it fails");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("it fails");
        }
        assertThat(Exclusively.run(lock, Duration.ZERO, () -> {})).isTrue();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
