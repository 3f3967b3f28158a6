package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivilegesTest {
    private static final String DROPPED = """
            Name:	java
            Uid:	64000	64000	64000	64000
            Gid:	64000	64000	64000	64000
            Groups:\t
            CapInh:	0000000000000000
            CapPrm:	0000000000000000
            CapEff:	0000000000000000
            CapBnd:	00000000000010c0
            CapAmb:	0000000000000000
            NoNewPrivs:	1
            """;

    @TempDir
    Path tasks;

    @Test
    void takesThreadsWithoutAnyPrivilege() throws IOException {
        thread("1", DROPPED);
        thread("2", DROPPED);
        assertThatCode(() -> Privileges.verify(tasks, 64000)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "CapEff:\t0000000000000000, CapEff:\t0000000000001000",
        "CapPrm:\t0000000000000000, CapPrm:\t00000000000000c0",
        "CapAmb:\t0000000000000000, CapAmb:\t0000000000001000",
        "Uid:\t64000\t64000\t64000\t64000, Uid:\t64000\t64000\t0\t64000",
        "Gid:\t64000\t64000, Gid:\t0\t64000",
        "NoNewPrivs:\t1, NoNewPrivs:\t0",
        "CapEff, CapEffective",
    })
    void findsOneThreadThatKeptSomething(String line, String changed) throws IOException {
        thread("1", DROPPED);
        thread("2", DROPPED.replace(line, changed));
        assertThatExceptionOfType(KernelException.class).isThrownBy(() -> Privileges.verify(tasks, 64000));
    }

    @Test
    void waitsForAThreadThatIsEnding() throws Exception {
        thread("1", DROPPED);
        thread("2", DROPPED.replace("64000", "0"));
        Thread ending = Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(50);
                Files.delete(tasks.resolve("2/status"));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThatCode(() -> Privileges.verify(tasks, 64000, Duration.ofSeconds(20)))
                .doesNotThrowAnyException();
        ending.join();
    }

    @Test
    void waitsForNoThreadThatStays() throws IOException {
        thread("1", DROPPED.replace("64000", "0"));

        assertThatExceptionOfType(KernelException.class)
                .isThrownBy(() -> Privileges.verify(tasks, 64000, Duration.ofMillis(20)));
    }

    @Test
    void provesNothingWithoutThreads() {
        assertThatExceptionOfType(KernelException.class).isThrownBy(() -> Privileges.verify(tasks, 64000));
    }

    private void thread(String id, String status) throws IOException {
        Files.writeString(Files.createDirectory(tasks.resolve(id)).resolve("status"), status);
    }
}
