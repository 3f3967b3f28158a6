package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.FaultyClient;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever wants a session to end gets it (catalogue T135, T148, T181), at each phase, whatever the agent does. */
@ExtendWith(LabExtension.class)
final class SignalsTest {
    /** Attaches to the container's init, and leaves it stopped: it takes no signal and reaps no child any more. */
    private static final String STOP_INIT = "python3 -c 'import ctypes; ctypes.CDLL(None).ptrace(16, 1, 0, 0)'";

    private static final String DEAF = "trap '' INT TERM HUP QUIT";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());

    SignalsTest(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @ParameterizedTest(name = "{0}, agent: {1}")
    @CsvSource({
        "INT, willing, 130",
        "TERM, willing, 143",
        "HUP, willing, 143",
        "INT INT INT, deaf, 130",
        "INT INT INT, with a stopped init, 130",
        "TERM, with a stopped init, 143",
    })
    void aSessionEnds(String signals, String agent, int code) {
        String words = switch (agent) {
            case "deaf" -> DEAF + "; echo ready; while :; do sleep 1; done";
            case "willing" -> "echo ready; exec sleep 600";
            default -> STOP_INIT + "; echo ready; exec sleep 600";
        };
        try (Session session = Rustyolo.inLab(project, lab).session("--", "sh", "-c", words)) {
            session.program().signals(signals.split(" ", -1));
            Output end = session.program().await(Rustyolo.PATIENCE);

            FaultTable.add("SIG" + signals.replace(" ", ", SIG") + ", agent: " + agent, end);
            // Podman's client may forget the code when it has passed a signal on.
            assertThat(end.exitCode())
                    .as(end.err())
                    .isIn(Engine.current().isPodman() ? Set.of(code, 0, 1) : Set.of(code));
            assertNothingIsLeft(session.id());
        }
    }

    @Test
    void whatTheAgentLeavesRunningEndsWithIt() {
        String daemon = "(setsid sh -c 'echo $$ > daemon; exec sleep 600' >/dev/null 2>&1 &);"
                + " until test -s daemon; do :; done; echo ready; exit 3";
        Output end = Rustyolo.inLab(project, lab).run("--", "sh", "-c", daemon);

        assertThat(end.exitCode()).as(end.err()).isEqualTo(3);
        assertThat(project.read("daemon")).isNotBlank();
        assertThat(Docker.list("ps", "-aq", "--filter", "volume=" + project.directory()))
                .isEmpty();
    }

    @Test
    void aQuitPrintsNothingOfOurs() {
        try (Session session =
                Rustyolo.inLab(project, lab).session("--", "sh", "-c", "echo ready; read line; exit 4")) {
            session.program().signal("QUIT");
            session.program().send("go on");
            Output end = session.finish();

            assertThat(end.exitCode()).isEqualTo(4);
            assertThat(end.text()).doesNotContain("thread dump").doesNotContain("\tat ");
        }
    }

    /** What Java says when it can't even start must be seen all the same. A bare --version needs no Java. */
    @Test
    void whatJavaCannotDoIsSaid() {
        List<String> limited = List.of(
                "sh",
                "-c",
                "ulimit -v 200000; exec \"$0\" --quiet --version",
                Rustyolo.binary().toString());
        try (Program program =
                Program.start("limited", project.directory(), project.account().environment(), limited)) {
            Output end = program.await(Rustyolo.PATIENCE);

            assertThat(end.exitCode()).isNotZero();
            assertThat(end.text()).contains("reserve enough space");
        }
    }

    @ParameterizedTest(name = "{0} while the engine hangs at {1}")
    @CsvSource({"INT, run-gateway, 130", "TERM, run-gateway, 143", "TERM, run-agent, 143"})
    void aLaunchEndsWhoseEngineHangs(String signal, String call, int code) {
        Output end = endWhileHanging(signal, call, "--", "true");

        FaultTable.add("SIG" + signal + " while the engine hangs at " + call, end);
        assertThat(end.exitCode()).as(end.err()).isEqualTo(code);
        assertThat(Session.liveIds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void aBuildEndsWithItsClient(String signal, int code) {
        Output end = endWhileHanging(signal, "build", "build");

        FaultTable.add("SIG" + signal + " while an image is built", end);
        assertThat(end.exitCode()).as(end.err()).isEqualTo(code);
    }

    /** The agent has ended: what comes now changes neither the clean-up nor the exit code. */
    @Test
    void aSignalDuringTheCleanUpChangesNothing() {
        Output end = endWhileHanging("INT", "exec", "--", "sh", "-c", "exit 5");

        FaultTable.add("SIGINT during the clean-up, whose question hangs", end);
        assertThat(end.exitCode()).as(end.err()).isEqualTo(5);
        assertThat(Session.liveIds()).isEmpty();
    }

    @Test
    void theTerminalIsAsBefore() {
        String script = "before=$(stty -g); " + line("sh", "-c", "stty raw -echo; echo ready; exec sleep 600")
                + "; echo code $?; test \"$before\" = \"$(stty -g)\" && echo as before";
        try (Program terminal = onTerminal(script)) {
            terminal.out().await("the word ready", Rustyolo.PATIENCE, line -> line.contains("ready"));
            Docker.run("kill", "rustyolo-" + Session.liveIds().getLast() + "-agent");
            Output end = terminal.await(Rustyolo.PATIENCE);

            assertThat(end.out()).contains("code 137").contains("as before").contains("\033[?1049l");
        }
    }

    @ParameterizedTest
    @CsvSource({"Ctrl-C, 3, 130", "Ctrl-\\, 28, 131"})
    void keysOnATerminalAreTheAgents(String key, int typed, int code) {
        try (Program terminal = onTerminal(line("sh", "-c", "echo ready; exec sleep 600") + "; echo code $?")) {
            terminal.out()
                    .await(
                            "the word ready",
                            Rustyolo.PATIENCE,
                            line -> line.strip().equals("ready"));
            terminal.send(String.valueOf((char) typed));
            Output end = terminal.await(Rustyolo.PATIENCE);

            assertThat(end.out()).as(key).contains("code " + code).doesNotContain("thread dump");
        }
    }

    @ParameterizedTest
    @CsvSource({"willing", "deaf"})
    void aClosedTerminalEndsTheSession(String agent) {
        String words =
                agent.equals("deaf") ? DEAF + "; echo ready; while :; do sleep 1; done" : "echo ready; exec sleep 600";
        try (Program terminal = onTerminal(line("sh", "-c", words))) {
            terminal.out()
                    .await(
                            "the word ready",
                            Rustyolo.PATIENCE,
                            line -> line.strip().equals("ready"));
            String session = Session.liveIds().getLast();

            List<ProcessHandle> commands = ProcessHandle.of(terminal.pid())
                    .orElseThrow()
                    .descendants()
                    .filter(process -> process.info().commandLine().orElse("").contains("dev.rustyolo.cli.Main"))
                    .toList();
            assertThat(commands).isNotEmpty();
            terminal.signal("KILL");
            commands.forEach(command -> command.onExit()
                    .orTimeout(Rustyolo.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join());

            FaultTable.add("the terminal is closed, agent: " + agent, "-", "(nobody to tell)");
            assertNothingIsLeft(session);
        }
    }

    private Output endWhileHanging(String signal, String call, String... words) {
        String pid = project.home().resolve("pid").toString();
        Rustyolo typed = FaultyClient.doing(call, "echo $$ > " + pid + "; echo hangs >&2; exec sleep 600")
                .in(Rustyolo.inLab(project, lab));
        Rustyolo bare = words[0].equals("build") ? new Rustyolo(project, typed.environment(), List.of()) : typed;
        try (Program program = bare.start(words)) {
            awaitFile(pid);
            program.signal(signal);
            Output end = program.await(Rustyolo.PATIENCE);
            String client = project.readAt(pid).strip();
            assertThat(ProcessHandle.of(Long.parseLong(client)).filter(ProcessHandle::isAlive))
                    .as("the engine's client")
                    .isEmpty();
            return end;
        }
    }

    private static void awaitFile(String file) {
        List<String> wait = List.of("sh", "-c", "until test -s " + file + "; do sleep 0.05; done");
        try (Program program = Program.start("wait", java.nio.file.Path.of("/"), System.getenv(), wait)) {
            program.await(Rustyolo.PATIENCE);
        }
    }

    private String line(String... program) {
        return Rustyolo.inLab(project, lab).line(program);
    }

    private Program onTerminal(String script) {
        return Rustyolo.inLab(project, lab).shellOnTerminal(script);
    }

    private static void assertNothingIsLeft(String session) {
        assertThat(Docker.list("ps", "-aq", "--filter", "label=dev.rustyolo.session=" + session))
                .isEmpty();
    }
}
