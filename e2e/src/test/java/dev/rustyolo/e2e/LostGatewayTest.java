package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Loop;
import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that serves is taken away, falls silent, or has nobody to ask (catalogue T07, T08). */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LostGatewayTest {
    private static final int GATEWAY_FAILED = 70;

    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());

    LostGatewayTest(Lab lab) {
        this.lab = lab;
    }

    @AfterAll
    void deleteProject() {
        project.close();
    }

    @Test
    void aGatewayWithoutMemoryEndsTheSession() {
        Loop loop = Loop.from(lab);
        try (Session session = inLab().session(loop.command("--"))) {
            List<String> addresses = session.addresses();
            loop.awaitRound(session.program(), 2);
            starve(session);

            Output end = session.program().await(Rustyolo.PATIENCE);

            FaultTable.add("the gateway is out of memory", end);
            assertThat(end.exitCode()).as(end.err()).isEqualTo(GATEWAY_FAILED);
            assertThat(end.err()).contains("its gateway was lost").contains("killed, or out of memory");
            assertNothingIsLeft(session);
            loop.assertNothingGotOut(addresses);
        }
    }

    /**
     * Something beside the gateway takes more than there is for both; the kernel is told whom to end for that. Where the
     * engine bounds nothing, that would be the machine's memory: there it is only done what the kernel would do.
     */
    private static void starve(Session session) {
        if (!Engine.current().isBounded()) {
            Docker.run("kill", "--signal=KILL", session.gateway());
            return;
        }
        Docker.run(
                "run",
                "--rm",
                "--network=none",
                "--pid=container:" + session.gateway(),
                "--label",
                Lab.LABEL,
                Lab.IMAGE,
                "sh",
                "-c",
                "echo 1000 > /proc/1/oom_score_adj");
        Docker.attempt(
                "exec",
                "--user=0",
                session.gateway(),
                "/opt/rustyolo/runtime/bin/java",
                "-Xms600m",
                "-Xmx600m",
                "-XX:+AlwaysPreTouch",
                "-XX:-UsePerfData",
                "-version");
    }

    /** All at once, since each takes the half minute after which silence is an end. */
    @Test
    void silenceOnEitherSideEndsTheSession() throws IOException {
        Loop loop = Loop.from(lab);
        try (Session frozen = inLab().session(loop.command("--"));
                Session restarted = inLab().session(loop.command("--"));
                Session stopped = inLab().session(loop.command("--"))) {
            List<String> addresses = Stream.of(frozen, restarted, stopped)
                    .flatMap(session -> session.addresses().stream())
                    .toList();
            Stream.of(frozen, restarted, stopped).forEach(session -> loop.awaitRound(session.program(), 2));

            Docker.freeze(frozen.gateway());
            restart(restarted.gateway());
            String gateway = Docker.run("inspect", "--format", "{{.State.Pid}}", stopped.gateway());
            stopped.program().signal("STOP");

            Output frozenEnd = frozen.program().await(Rustyolo.PATIENCE);
            Output restartedEnd = restarted.program().await(Rustyolo.PATIENCE);
            awaitEnd(gateway);
            stopped.program().signal("CONT");
            Output stoppedEnd = stopped.program().await(Rustyolo.PATIENCE);

            FaultTable.add("the gateway is frozen (docker pause)", frozenEnd);
            FaultTable.add("the gateway is restarted (docker restart)", restartedEnd);
            FaultTable.add("the command is stopped (SIGSTOP) for longer than the heartbeat", stoppedEnd);
            for (Output end : List.of(frozenEnd, restartedEnd, stoppedEnd)) {
                assertThat(end.exitCode()).as(end.err()).isEqualTo(GATEWAY_FAILED);
                assertThat(end.err()).contains("its gateway was lost");
            }
            Stream.of(frozen, restarted, stopped).forEach(LostGatewayTest::assertNothingIsLeft);
            loop.assertNothingGotOut(addresses);
        }
    }

    /**
     * Waits for its process, as the kernel sees it. Engines may say later that a container has ended: Podman does when
     * somebody has read what it said last, which here the stopped command would have to.
     */
    private static void awaitEnd(String pid) {
        Path status = Path.of("/proc", pid, "status");
        long deadline = System.nanoTime() + Rustyolo.PATIENCE.toNanos();
        while (isRunning(status)) {
            assertThat(System.nanoTime()).as("the gateway's end").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static boolean isRunning(Path status) {
        try {
            return Files.readAllLines(status).stream().noneMatch(line -> line.startsWith("State:\tZ"));
        } catch (IOException e) {
            // Gone: ENOENT before it is opened, ESRCH after that (proc(5)).
            return Files.exists(status);
        }
    }

    @Test
    void aStopWithinTheHeartbeatHarmsNothing() {
        try (Session session = inLab().with("--allow-domains", "allowed.test").session("--", "python3", "runner.py")) {
            session.program().signal("STOP");
            Docker.run("exec", session.agent(), "curl", "-sS", "-m", "5", "https://allowed.test/");
            session.program().signal("CONT");
            Output page = new Runner(session.program()).run("curl -sS -m 5 https://allowed.test/");
            Output end = session.finish();

            assertThat(page.exitCode()).as(page.text()).isZero();
            assertThat(end.exitCode()).as(end.err()).isZero();
        }
    }

    @Test
    void anAgentThatIsRestartedStaysInside() {
        Loop loop = Loop.from(lab);
        try (Session session = inLab().session(loop.command("--"))) {
            List<String> addresses = session.addresses();
            loop.awaitRound(session.program(), 2);

            if (restart(session.agent())) {
                Docker.attempt(
                        "exec", session.agent(), "sh", "-c", "until grep -q 'round 3' loop.txt; do sleep 0.1; done");
            }
            session.program().signal("TERM");
            Output end = session.program().await(Rustyolo.PATIENCE);

            FaultTable.add("the agent's container is restarted (docker restart)", end);
            assertNothingIsLeft(session);
            loop.assertNothingGotOut(addresses);
        }
    }

    @Test
    void withoutUpstreamAnswersTheSessionGoesOn() {
        Rustyolo typed = new Rustyolo(project, inLab().environment(), List.of("--network", Lab.NETWORK))
                .with("--dns-servers", Addresses.v4(77), "--allow-domains", "allowed.test");
        try (Session session = typed.session("--", "python3", "runner.py")) {
            Runner runner = new Runner(session.program());
            Output name = runner.run("getent hosts allowed.test");
            Output page = runner.run("curl -sS -m 14 http://allowed.test/");
            Output still = runner.run("echo still here");
            Output end = session.finish();

            FaultTable.add("the upstream name server is dead", end);
            assertThat(name.exitCode()).as(name.text()).isZero();
            assertThat(page.out()).contains("does not answer");
            assertThat(still.out()).contains("still here");
            assertThat(end.exitCode()).as(end.err()).isZero();
            assertThat(end.err()).contains("allowed.test");
        }
    }

    /** Returns whether it runs again: Podman removes what has --rm when it stops, whoever stops it. */
    private static boolean restart(String container) {
        if (Engine.current().isPodman()) {
            Docker.attempt("restart", "--time=0", container);
            return false;
        }
        Docker.run("restart", "--time=0", container);
        return true;
    }

    private Rustyolo inLab() {
        return Rustyolo.inLab(project, lab);
    }

    private static void assertNothingIsLeft(Session session) {
        assertThat(Docker.list("ps", "-aq", "--filter", "label=dev.rustyolo.session=" + session.id()))
                .isEmpty();
    }
}
