package dev.rustyolo.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07.080Z"), ZoneOffset.UTC);
    private static final String SESSION = "0123456789ab";
    private static final String NAME = "20260304T050607Z-" + SESSION;
    private static final AuditSubject SUBJECT =
            new AuditSubject(SESSION, "/home/me/project", "claude", List.of("good.test"), List.of());
    private static final int FULL = 20_000;

    private Path directory;

    @BeforeEach
    void nameDirectory(@TempDir Path temporary) {
        directory = temporary.resolve("state/audit");
    }

    @Test
    void writesALineForEachThing() throws IOException {
        session(AuditLevel.VERBOSE, log -> {
            log.record(new Event.LookedUp("good.test", "198.18.0.1"));
            log.record(new Event.Opened(1, "good.test", 443, "198.51.100.7"));
            log.record(new Event.Denied(Layer.DNS, "evil.test", 0, "not allowed"));
            log.record(new Event.Closed(1, 10, 20));
            log.record(new Event.Warning("slow"));
            log.record(new Event.Dropped(3));
            log.record(new Event.Alive());
            log.refused(List.of(new RefusedConnection("198.51.100.9", "tcp", 443, 2)));
        });

        String head =
                "\"time\":\"2026-03-04T05:06:07.080Z\",\"session\":\"0123456789ab\",\"project\":\"/home/me/project\","
                        + "\"agent\":\"claude\",";
        assertThat(lines())
                .containsExactly(
                        "{\"type\":\"started\"," + head + "\"allow\":[\"good.test\"],\"deny\":[]}",
                        "{\"type\":\"lookup\"," + head + "\"name\":\"good.test\",\"address\":\"198.18.0.1\"}",
                        "{\"type\":\"allowed\"," + head
                                + "\"connection\":1,\"name\":\"good.test\",\"port\":443,\"address\":\"198.51.100.7\"}",
                        "{\"type\":\"denied\"," + head
                                + "\"layer\":\"dns\",\"name\":\"evil.test\",\"port\":0,\"reason\":\"not allowed\"}",
                        "{\"type\":\"closed\"," + head + "\"connection\":1,\"sent\":10,\"received\":20}",
                        "{\"type\":\"warning\"," + head + "\"message\":\"slow\"}",
                        "{\"type\":\"dropped\"," + head + "\"count\":3,\"reason\":\"they came too fast\"}",
                        "{\"type\":\"denied\"," + head + "\"layer\":\"kernel\",\"name\":\"198.51.100.9\",\"port\":443,"
                                + "\"protocol\":\"tcp\",\"count\":2,\"reason\":\"a bare address\"}",
                        "{\"type\":\"ended\"," + head + "\"code\":7,\"reason\":\"\"}");
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        session(AuditLevel.BASIC, log -> {});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(NAME + ".jsonl"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesOutWhatNobodyAskedFor() throws IOException {
        session(AuditLevel.BASIC, log -> {
            log.record(new Event.LookedUp("good.test", "198.18.0.1"));
            log.record(new Event.Opened(1, "good.test", 443, "198.51.100.7"));
            log.record(new Event.Denied(Layer.DNS, "evil.test", 0, ""));
        });
        assertThat(lines()).hasSize(3).anyMatch(line -> line.contains("evil.test"));

        directory = directory.resolveSibling("none");
        session(AuditLevel.NONE, log -> log.record(new Event.Denied(Layer.DNS, "evil.test", 0, "")));
        assertThat(directory).doesNotExist();
    }

    @Test
    void aHostileNameStaysOnItsLineAndIsCut() throws IOException {
        session(
                AuditLevel.BASIC,
                log -> log.record(new Event.Denied(
                        Layer.DNS, "a\"}\n{\"type\":\"ended\"\u001b[2J\u202e\u009b\ud800", 0, "x".repeat(100_000))));

        assertThat(lines()).hasSize(3);
        String line = lines().get(1);
        assertThat(line)
                .hasSizeLessThan(2000)
                .contains("\\n")
                .contains("\\u001B")
                .contains("\\u202E");
        assertThat(line.chars()).allMatch(c -> c >= ' ' && c <= '~');
        assertThat(AuditEntry.read(line).isDenial()).isTrue();
        assertThat(AuditEntry.read(line).text("name")).startsWith("a\"}\n{\"type\":\"ended\"");
    }

    @Test
    void aFloodTakesBoundedSpaceAndHidesNeitherTheBeginningNorTheEnd() throws IOException {
        int many = 100_000;
        session(AuditLevel.BASIC, log -> {
            log.record(new Event.Denied(Layer.DNS, "first.test", 0, ""));
            for (int i = 0; i < many; i++) {
                log.record(new Event.Denied(Layer.DNS, "flood" + i + ".test", 0, ""));
            }
        });

        assertThat(size()).isLessThan(5L * (FULL + 256 * 250));
        List<AuditEntry> entries = new ArrayList<>();
        AuditReader.read(SessionLog.in(directory).getFirst(), entries::add);
        assertThat(entries.get(0).words()).contains("started");
        assertThat(entries.get(1).text("name")).isEqualTo("first.test");
        assertThat(entries.getLast().isEnd()).isTrue();
        long told = entries.stream().filter(AuditEntry::isDenial).count();
        long leftOut = entries.stream()
                .filter(entry -> entry.line().startsWith("{\"type\":\"dropped\""))
                .mapToLong(entry -> entry.number("count"))
                .sum();
        assertThat(told).isLessThan(many);
        assertThat(leftOut).isPositive();
    }

    @Test
    void saysWhenItCannotBeWritten() throws IOException {
        Files.createDirectories(directory.getParent());
        Files.writeString(directory, "a file is in the way");

        assertThatThrownBy(() -> AuditLog.open(AuditLevel.BASIC, SUBJECT, directory))
                .isInstanceOfSatisfying(CliException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(74);
                    assertThat(e.remedy()).contains("--audit-log none");
                });
    }

    @Test
    void followsASessionToItsEnd() throws InterruptedException {
        AuditTrail log = AuditLog.open(AuditLevel.BASIC, SUBJECT, directory, CLOCK, FULL);
        List<AuditEntry> followed = new ArrayList<>();
        Thread reader = Thread.ofPlatform()
                .start(() -> AuditReader.follow(SessionLog.in(directory).getFirst(), followed::add));
        for (int i = 0; i < 500; i++) {
            log.record(new Event.Denied(Layer.DNS, i + ".test", 0, ""));
        }
        log.ended(0, "");
        reader.join();

        assertThat(followed).hasSize(502);
        assertThat(followed.getLast().isEnd()).isTrue();
    }

    @Test
    void knowsASessionThatWasCutOff() throws IOException {
        session(AuditLevel.BASIC, log -> {});
        Path file = directory.resolve(NAME + ".jsonl");
        Files.writeString(file, Files.readAllLines(file).getFirst() + "\n{\"type\":\"den");

        List<AuditEntry> followed = new ArrayList<>();
        AuditReader.follow(SessionLog.in(directory).getFirst(), followed::add);

        assertThat(followed).hasSize(1);
        assertThat(AuditReader.summary(SessionLog.in(directory).getFirst())
                        .orElseThrow()
                        .standing())
                .isEqualTo(AuditReader.Standing.CUT_OFF);
    }

    @Test
    void deletesLogsThatAreOldOrTooMany() throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < 120; i++) {
            Path file = directory.resolve("20260101T%06dZ-0000000%05d.jsonl".formatted(i, i));
            Files.writeString(file, "");
            Files.setLastModifiedTime(file, FileTime.from(CLOCK.instant().minus(Duration.ofDays(i == 110 ? 31 : 1))));
        }
        Files.writeString(directory.resolve("20260101T000000Z-000000000000.1.jsonl"), "");
        Files.writeString(directory.resolve("notes.jsonl"), "");

        session(AuditLevel.BASIC, log -> {});

        assertThat(SessionLog.in(directory))
                .hasSize(99)
                .extracting(SessionLog::session)
                .contains(SESSION);
        assertThat(directory.resolve("notes.jsonl")).exists();
        assertThat(directory.resolve("20260101T000000Z-000000000000.1.jsonl")).doesNotExist();
    }

    private void session(AuditLevel level, java.util.function.Consumer<AuditTrail> events) {
        try (AuditTrail log = AuditLog.open(level, SUBJECT, directory, CLOCK, FULL)) {
            events.accept(log);
            log.ended(7, "");
            assertThat(log.problems()).isEmpty();
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve(NAME + ".jsonl"));
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
