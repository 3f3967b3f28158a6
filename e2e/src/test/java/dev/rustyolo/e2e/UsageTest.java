package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.ScriptedModel;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as people type it: what the README promises, letter by letter. */
@ExtendWith(LabExtension.class)
final class UsageTest {
    private static final String[] KEY = {"-e", "ANTHROPIC_API_KEY=test-key"};

    private static final String INTERRUPT = "\003";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());
    private final Rustyolo rustyolo;

    UsageTest(Lab lab) {
        this.lab = lab;
        rustyolo = Rustyolo.inLab(project, lab);
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void theLongLineOfTheReadme() {
        String home = project.home().toString();
        project.write(project.home().resolve(".ssh/config"), "Host *\n");
        project.write(project.home().resolve(".gitconfig"), "[user]\n\tname = somebody\n");

        Output end = rustyolo.with(
                        "--allow-domains",
                        "github.com api.github.com",
                        "-v",
                        home + "/.ssh:/home/agent/.ssh:ro",
                        "-v",
                        home + "/.gitconfig:/home/agent/.gitconfig:ro",
                        "--auth-home",
                        home + "/.config/rustyolo")
                .runOnTerminal("claude", "--version");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out())
                .contains("(Claude Code)")
                .contains("api.github.com")
                .contains(".ssh");
        assertThat(end.out()).containsIgnoringCase("readable");
        assertThat(project.home().resolve(".config/rustyolo")).isDirectory();
    }

    @Test
    void withoutArgumentsClaudeGreetsOnATerminal() {
        Rustyolo typed = rustyolo.withVariable("TERM", "xterm").with("-e", "MY_VAR=value", "-e", "ANOTHER=var");
        try (Program claude = typed.startOnTerminal("claude")) {
            claude.out().await("a greeting", Rustyolo.PATIENCE, line -> line.contains("Welcome"));
            String session = Session.liveIds().getLast();

            claude.send(INTERRUPT);
            claude.send(INTERRUPT);
            claude.await(Rustyolo.PATIENCE);

            assertThat(Session.liveIds()).doesNotContain(session);
        }
    }

    @Test
    void theAgentsOwnHelpIsTheAgents() {
        Output end = rustyolo.run("claude", "--help");

        assertThat(end.exitCode()).isZero();
        assertThat(end.out()).contains("Usage: claude").doesNotContain("--allow-domains");
    }

    @Test
    void aPromptOnTheCommandLine() {
        ScriptedModel.play(lab, List.of());

        Output end = rustyolo.with(KEY).run("claude", "-p", "Add error handling to the API");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out().strip()).isEqualTo(ScriptedModel.CLOSING_TEXT);
        assertThat(end.err()).contains("api.anthropic.com");
    }

    @Test
    void claudeIsTheDefaultAndKnowsWhereItIs() {
        ScriptedModel model = ScriptedModel.play(lab, List.of(ScriptedModel.Step.bash("cat /run/rustyolo/policy.md")));

        Output end = rustyolo.with(KEY)
                .with("--yolo", "--allow-domains", "allowed.test")
                .run("claude", "-p", "Look");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(model.result(0)).contains("allowed.test").contains("--allow-domains");
    }

    @Test
    void trustedDomainsComeFromTheEnvironment() {
        Output end = rustyolo.withVariable("TRUSTED_DOMAINS", "github.com api.github.com")
                .run("claude", "--version");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.err()).contains("github.com").contains("api.github.com");
    }

    @Test
    void variablesReachTheAgentAndAreNeverShown() {
        Rustyolo withVariables = rustyolo.with("-e", "MY_VAR=value-7", "-e", "ANOTHER=var-8");

        Output end = withVariables.run("--", "sh", "-c", "echo $MY_VAR $ANOTHER");
        Output shown = withVariables.with("--dry-run").run("claude");

        assertThat(end.out().strip()).isEqualTo("value-7 var-8");
        assertThat(end.err()).doesNotContain("value-7");
        assertThat(shown.text()).contains("MY_VAR").doesNotContain("value-7").doesNotContain("var-8");
    }

    @Test
    void anyProgramRuns() {
        Output end = rustyolo.run("--", "sh", "-c", "id");

        assertThat(end.exitCode()).isZero();
        assertThat(end.out()).startsWith("uid=" + project.account().uid() + "(agent)");
    }

    /** Of a rootless engine root has no part: it is somebody else's. */
    @Test
    @Tag("root")
    void theSuitesOwnUserIsNotRootInsideEither() {
        Account own = Account.own();
        Rustyolo typed = new Rustyolo(new Project(own, project.base()), rustyolo.environment(), rustyolo.options());

        Output end = typed.run("--", "sh", "-c", "id -u; touch made; stat -c %u made");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out().strip().lines())
                .containsOnly(String.valueOf(project.account().uid()));
    }

    @Test
    void pipesWork() {
        try (Program cat = rustyolo.start("--", "cat")) {
            cat.send("one");
            cat.send("two");
            Output end = new Session(cat, "").finish();

            assertThat(end.exitCode()).isZero();
            assertThat(end.out()).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void onATerminalItGetsATerminal() {
        Output end = rustyolo.runOnTerminal("--", "sh", "-c", "test -t 0 && test -t 1 && test -t 2 && tty; exit 5");

        assertThat(end.exitCode()).as(end.text()).isEqualTo(5);
        assertThat(end.out()).contains("/dev/pts/");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 42, 42",
        "kill -TERM $$, 143",
        "kill -KILL $$, 137",
    })
    void itsExitCodeIsOurs(String command, int code) {
        assertThat(rustyolo.run("--", "sh", "-c", command).exitCode()).isEqualTo(code);
    }

    @Test
    void whatCannotBeRunEndsAsDockersDo() {
        int notFound = Engine.current().notFound();
        assertThat(rustyolo.run("--", "no-such-program").exitCode()).isEqualTo(notFound);
        assertThat(rustyolo.run("--", "/etc/passwd").exitCode())
                .isEqualTo(Engine.current().isPodman() ? notFound : 126);
    }

    @Test
    void signalsReachTheAgent() {
        String trap = "trap 'echo stopped; exit 7' TERM; echo ready; sleep 60 & wait";
        try (Session session = rustyolo.session("--", "bash", "-c", trap)) {
            session.program().signal("TERM");
            Output end = session.program().await(Rustyolo.PATIENCE);

            assertThat(end.out()).as(end.err()).contains("stopped");
            // Podman's client forgets the code of a container whose signal it has passed on.
            assertThat(end.exitCode()).isIn(Engine.current().isPodman() ? Set.of(0, 7) : Set.of(7));
            assertThat(Session.liveIds()).doesNotContain(session.id());
        }
    }

    @Test
    void aMistypedAgentGetsAHint() {
        Output end = rustyolo.run("claud");

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.err()).contains("claude");
    }

    @Test
    void aDryRunShowsAllAndDoesNothing() {
        Output end = rustyolo.with("--dry-run").run("--", "touch", "ran");

        assertThat(end.exitCode()).isZero();
        assertThat(end.out()).contains("--cap-drop=ALL", "--network=container:", "no-new-privileges", "--read-only");
        assertThat(project.directory()).isEmptyDirectory();
        assertThat(project.home().resolve(".local")).doesNotExist();
    }

    @Test
    void theSummarySaysWhatWasBlockedAndHowToAllowIt() {
        String twice = "curl -s https://evil.test/; curl -s https://evil.test/; curl -s https://allowed.test:8443/;"
                + " curl -s http://" + Addresses.v4(Addresses.EVIL) + ":81/; true";

        Output end = rustyolo.with("--allow-domains", "allowed.test").run("--", "sh", "-c", twice);

        assertThat(end.err()).contains("Blocked");
        assertThat(end.err()).contains("evil.test (2 times)");
        assertThat(end.err()).containsPattern("--allow-domains \"?[^\\n]*evil\\.test");
        assertThat(end.err()).contains("allowed.test:8443");
        assertThat(end.err()).contains(Addresses.v4(Addresses.EVIL));
    }

    @Test
    void nothingIsLeftWhereItDoesNotBelong() {
        rustyolo.run("--", "true");

        assertThat(project.directory()).isEmptyDirectory();
        assertThat(project.home()).isDirectoryContaining(entry -> entry.endsWith(".local"));
        assertThat(project.state().resolve("sessions")).isEmptyDirectory();
        assertThat(Session.liveIds()).isEmpty();
    }
}
