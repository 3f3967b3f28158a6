package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What reaches the person's terminal from us, and what their keys do (catalogue section L). */
@ExtendWith(LabExtension.class)
final class TerminalTest {
    private static final String OURS = "[RustyYOLO]";
    private static final String CONTROL_P_CONTROL_Q = "\020\021";

    private final Project project = Project.withProbes(Account.unprivileged());
    private final Rustyolo rustyolo;

    TerminalTest(Lab lab) {
        rustyolo = Rustyolo.inLab(project, lab).with("--allow-domains", "allowed.test cdn-allowed.test");
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    /** Each name that an agent can bring into our lines carries sequences of a terminal's: C0, C1 and directions. */
    @Test
    void whatWePrintHasNoSequenceOfTheAgents() {
        String attempts = """
                python3 probe.py dns-odd binary %1$s x; python3 probe.py dns-odd utf8 %1$s x
                python3 probe.py hello escape allowed.test x; python3 probe.py head escape cdn-allowed.test x
                python3 probe.py head escape-c1 allowed.test x; python3 probe.py head unicode allowed.test x
                touch "$(printf 'a\\033]0;owned\\007b')"
                """.formatted(Addresses.v4(Addresses.DNS));

        Output end = rustyolo.runOnTerminal("--", "sh", "-c", "{ " + attempts + "} >/dev/null 2>&1");

        assertThat(end.out())
                .contains(OURS + " Blocked in this session:")
                .contains("\\027]0", "\\u001b]0", "\\u009b31m");
        assertThat(end.out()).contains(Rustyolo.RESET);
        assertThat(end.out()
                        .replace(Rustyolo.RESET, "")
                        .chars()
                        .filter(c -> (c < ' ' && c != '\n' && c != '\r') || c >= 0x7f))
                .as(end.out())
                .isEmpty();
    }

    /** A string that isn't ended, or black on black, would hide what we say behind it. */
    @Test
    void whatAnAgentLeavesOpenIsEndedBeforeWeSpeak() {
        Output end = rustyolo.runOnTerminal(
                "--", "sh", "-c", "curl -s -m 5 http://evil.test/; printf '\\033[8m\\033]0;hidden'; exit 0");

        assertThat(end.out()).contains(Rustyolo.RESET);
        assertThat(end.out().indexOf(Rustyolo.RESET))
                .isGreaterThan(end.out().indexOf("hidden"))
                .isLessThan(end.out().indexOf(OURS + " Blocked in this session:"));
    }

    /** What an agent draws can look like a question of ours, but no answer to it is read by anybody but the agent. */
    @Test
    void nothingIsAskedWhileAnAgentOwnsTheTerminal() {
        String fake = "printf 'BEGIN\\n[Sandbox] allow evil.test? y/n '; read answer; curl -s -m 5 http://evil.test/;"
                + " echo \"END $? $answer\"";
        try (Program session = rustyolo.startOnTerminal("--", "sh", "-c", fake)) {
            session.out().await("the question", Rustyolo.PATIENCE, line -> line.contains("BEGIN"));
            session.send("y");
            Output end = session.await(Rustyolo.PATIENCE);

            assertThat(between(end.out(), "BEGIN", "END")).doesNotContain(OURS);
            assertThat(end.out()).contains("END 6 y").contains("evil.test");
        }
    }

    @Test
    void whatIsTypedAheadAnswersNothing() {
        try (Program session =
                rustyolo.startOnTerminal("--", "sh", "-c", "read one; read two; echo \"got $one $two\"; exit 3")) {
            for (String answer : List.of("y", "yes", "y", "y")) {
                session.send(answer);
            }
            Output end = session.await(Rustyolo.PATIENCE);

            assertThat(end.exitCode()).as(end.text()).isEqualTo(3);
            assertThat(end.out()).contains("got y yes");
        }
    }

    @Test
    void thereIsNoWayToDetach() {
        String read = "stty raw -echo; printf 'BEGIN\\r\\n'; head -c 2 | od -An -tx1; stty sane; echo END";
        try (Program session = rustyolo.startOnTerminal("--", "sh", "-c", read)) {
            session.out().await("the agent", Rustyolo.PATIENCE, line -> line.contains("BEGIN"));
            session.send(CONTROL_P_CONTROL_Q);
            Output end = session.await(Rustyolo.PATIENCE);

            assertThat(between(end.out(), "BEGIN", "END")).contains("10 11");
        }
    }

    private static String between(String text, String first, String last) {
        return text.substring(text.indexOf(first), text.lastIndexOf(last));
    }
}
