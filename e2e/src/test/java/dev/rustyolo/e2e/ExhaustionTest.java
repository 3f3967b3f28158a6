package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An agent that uses up whatever there is (catalogue section M), with small limits: only it suffers. Its gateway serves
 * another container in its place, the command ends it when told to, in bounded memory, and the summary stays short.
 */
@ExtendWith(LabExtension.class)
final class ExhaustionTest {
    private static final String AGENTS = "llm-rustyolo:latest";
    private static final long COMMAND_LIMIT_KIB = 300 << 10;
    private static final int SUMMARY_LIMIT = 40;

    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());

    ExhaustionTest(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    /**
     * Each goes on until it is ended, and says "full" when it has got what it can get. An engine that bounds no memory, of
     * which people are warned, would give it the machine's.
     */
    static Stream<Arguments> greed() {
        Arguments memory =
                Arguments.of("memory (T155)", "while :; do python3 exhaust.py memory; echo full; sleep 0.2; done");
        return Stream.concat(Engine.current().isBounded() ? Stream.of(memory) : Stream.empty(), boundedAnyway());
    }

    private static Stream<Arguments> boundedAnyway() {
        return Stream.of(
                Arguments.of("processes (T154)", "python3 exhaust.py forks"),
                Arguments.of(
                        "/tmp (T157)",
                        "dd if=/dev/zero of=/tmp/fill bs=1M; rm -f /tmp/fill; dd if=/dev/zero of=/dev/shm/fill bs=1M;"
                                + " echo full; exec sleep 600"),
                Arguments.of("inodes (T157)", "python3 exhaust.py inodes"),
                Arguments.of("descriptors (T159)", "python3 exhaust.py descriptors"),
                Arguments.of("connections (T159)", "python3 exhaust.py connections"),
                Arguments.of("watches, keys and terminals (T160)", "python3 exhaust.py watches"),
                Arguments.of("refused names (T158)", "python3 exhaust.py names"),
                Arguments.of("refused addresses (T158)", "python3 exhaust.py addresses"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greed")
    void onlyTheAgentSuffers(String what, String words) {
        Rustyolo typed = Rustyolo.inLab(project, lab)
                .with("--allow-domains", "allowed.test", "--memory", "256m", "--pids-limit", "64");
        try (Session session = typed.session("--", "sh", "-c", "echo ready; " + words)) {
            session.program()
                    .out()
                    .await(
                            "the word full",
                            Rustyolo.PATIENCE,
                            line -> line.strip().equals("full"));

            Output neighbour = fetchBeside(session);
            long memory = peakMemory(session.program());
            session.program().signals("INT", "INT", "INT");
            Output end = session.program().await(Rustyolo.PATIENCE);

            FaultTable.add("the agent takes all " + what, end);
            assertThat(neighbour.exitCode()).as(neighbour.text()).isZero();
            assertThat(end.exitCode()).as(end.err()).isIn(1, 130);
            assertThat(end.err().lines().count()).isLessThan(SUMMARY_LIMIT);
            assertThat(memory).as("the command's memory").isPositive().isLessThan(COMMAND_LIMIT_KIB);
            assertNothingIsLeft(session.id());
        }
    }

    /** Into a pipe that nobody reads: the agent waits, and so does nobody else. */
    @Test
    void aFloodOfOutputStopsNobodyElse() {
        Rustyolo typed = Rustyolo.inLab(project, lab).with("--allow-domains", "allowed.test");
        String flood = "touch began; exec yes";
        String words = "{ " + typed.line("sh", "-c", flood) + " 2>err; echo $? >code; }"
                + " | { read first; echo $first; until test -s code; do sleep 0.2; done; cat code; }";
        try (Program program = typed.shell(words)) {
            program.out().await("the first line", Rustyolo.PATIENCE, line -> line.equals("y"));
            String id = Session.liveIds().getLast();
            Session session = new Session(program, id);

            Output neighbour = fetchBeside(session);
            Docker.run("kill", session.gateway());
            Output end = program.await(Rustyolo.PATIENCE);

            assertThat(neighbour.exitCode()).as(neighbour.text()).isZero();
            assertThat(end.out()).as(project.read("err")).isEqualTo("y\n70\n");
            assertNothingIsLeft(id);
        }
    }

    /** A program in the agent's place, with limits of its own: it shares the agent's network and gateway, and its user. */
    private Output fetchBeside(Session session) {
        return Docker.attempt(
                "run",
                "--rm",
                "--pull=never",
                "--label",
                Lab.LABEL,
                "--network=container:" + session.gateway(),
                "--user=" + project.account().uid(),
                AGENTS,
                "curl",
                "-sS",
                "-m",
                "10",
                "http://allowed.test/");
    }

    /** Returns the most memory the command's process ever had, in KiB. */
    private long peakMemory(Program program) {
        return project.readAt("/proc/" + program.pid() + "/status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static void assertNothingIsLeft(String session) {
        assertThat(Docker.list("ps", "-aq", "--filter", "label=dev.rustyolo.session=" + session))
                .isEmpty();
    }
}
