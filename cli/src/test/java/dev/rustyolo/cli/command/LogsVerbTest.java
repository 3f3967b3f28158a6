package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.audit.AuditLevel;
import dev.rustyolo.cli.audit.AuditLog;
import dev.rustyolo.cli.audit.AuditSubject;
import dev.rustyolo.cli.audit.AuditTrail;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsVerbTest extends MachineFixture {
    private final FakePrinter printed = new FakePrinter();

    @Test
    void showsASessionInWords() {
        session("0123456789ab", 3);

        assertThat(run("logs")).isZero();

        assertThat(printed.out().lines())
                .hasSize(4)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*"));
        assertThat(printed.out())
                .contains("started session 0123456789ab of claude in /p\\u000aq; allowed: good.test\n")
                .contains("allowed good.test:443 at 198.51.100.7 (connection 1)\n")
                .contains("denied  dns: evil.test\\u000afake: not allowed\n")
                .contains("ended   exit code 3\n");
    }

    @Test
    void showsOnlyWhatWasRefusedAndAsJson() {
        session("0123456789ab", 0);

        assertThat(run("logs", "0123", "--denied", "--json", "--follow")).isZero();

        assertThat(printed.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"denied\",")
                .endsWith("}");
    }

    @Test
    void listsSessions() {
        session("0123456789ab", 0);
        session("ffffffffffff", 9);

        assertThat(run("logs", "--list")).isZero();
        assertThat(printed.out())
                .contains("  0123456789ab  exit code 0, 1 refused: claude in /p\\u000aq\n")
                .contains("  ffffffffffff  exit code 9, 1 refused: claude in /p\\u000aq\n");
        assertThat(run("logs", "--list", "--json", "ff")).isZero();
        assertThat(printed.out())
                .contains("\"session\":\"ffffffffffff\",\"project\":\"/p\\nq\",\"agent\":\"claude\","
                        + "\"standing\":\"ended\",\"code\":9,\"denied\":1}");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(run("logs")).isEqualTo(2);
        assertThat(printed.err()).contains("no session has left a log");
        assertThat(run("logs", "--list")).isZero();
        session("0123456789ab", 0);
        assertThat(run("logs", "9")).isEqualTo(2);
        assertThat(printed.err()).contains("no session \"9\" has left a log", "rustyolo logs --list");
    }

    private void session(String name, int code) {
        AuditSubject subject = new AuditSubject(name, "/p\nq", "claude", List.of("good.test"), List.of());
        try (AuditTrail log = AuditLog.open(
                AuditLevel.VERBOSE, subject, machine.host().locations().audit())) {
            log.record(new Event.Opened(1, "good.test", 443, "198.51.100.7"));
            log.record(new Event.Denied(Layer.DNS, "evil.test\nfake", 0, "not allowed"));
            log.ended(code, "");
        }
    }

    private int run(String... arguments) {
        return new Application(machine::host, FakeProcesses.succeeding(), printed.printer(), () -> "0123456789ab")
                .run(List.of(arguments), System.nanoTime());
    }
}
