package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else is another process: a lock of fcntl(2) holds no thread of the own one. */
final class ExclusivelyTest {
    @TempDir
    private Path directory;

    /** Holds the lock of that name until its standard input ends. */
    static void main(String[] arguments) {
        Exclusively.run(Path.of(arguments[0]), Duration.ZERO, () -> {
            System.out.println("held");
            try {
                System.in.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whoHasNoPatienceGoesAway() throws Exception {
        Path lock = directory.resolve("lock");
        Process other = holder(lock);

        boolean meanwhile = Exclusively.run(lock, Duration.ZERO, () -> {});
        end(other);

        assertThat(meanwhile).isFalse();
        assertThat(other.waitFor()).isZero();
        assertThat(Exclusively.run(lock, Duration.ZERO, () -> {})).isTrue();
    }

    @Test
    void whoHasPatienceComesAfter() throws Exception {
        Path lock = directory.resolve("lock");
        Process other = holder(lock);
        Thread.ofVirtual().start(() -> end(other));

        boolean done = Exclusively.run(lock, Duration.ofMinutes(1), () -> {});

        assertThat(done).isTrue();
        assertThat(other.waitFor()).isZero();
    }

    @Test
    void whoIsKilledHoldsItNoLonger() throws Exception {
        Path lock = directory.resolve("lock");
        Process other = holder(lock);
        other.destroyForcibly().waitFor();

        assertThat(Exclusively.run(lock, Duration.ZERO, () -> {})).isTrue();
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
        Process other = holder(lock);
        end(other);
        assertThat(other.waitFor()).isZero();
    }

    private static Process holder(Path lock) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExclusivelyTest.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    private static void end(Process holder) {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
