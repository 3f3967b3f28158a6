package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Attack;
import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.attack.Report;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every attack of the catalogue, by the agent and by root in its container: nothing may get out. */
@ExtendWith(LabExtension.class)
final class IsolationTest {
    @Test
    void everyAttackGetsThroughWithoutASandbox(Lab lab) {
        assertThat(new Battery(lab, Catalogue.all()).controlsThatFail())
                .as("attacks that prove nothing, since even their control didn't get through")
                .isEmpty();
    }

    @Test
    void noAttackGetsThroughFromASession(Lab lab) {
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", Catalogue.ALLOWED)
                        .session("--", "python3", "runner.py");
                Program root = session.startRunnerAsRoot()) {
            Runner agent = new Runner(session.program());
            fire(lab, Catalogue.gentle(), "agent", agent, session);
            assertAllowedTrafficPasses(agent);
            fire(lab, Catalogue.gentle(), "root", new Runner(root), session);
            // Else nothing would have got out because nothing works any more.
            assertAllowedTrafficPasses(agent);
            fire(lab, Catalogue.spoiling(), "agent-last", agent, session);
            fire(lab, Catalogue.spoiling(), "root-last", new Runner(root), session);
        }
    }

    private static void fire(Lab lab, List<Attack> attacks, String name, Runner runner, Session session) {
        Report report = new Battery(lab, attacks).fire(name, runner, session.addresses(), Catalogue.resolvable());
        assertThat(report.broken()).as("attacks that weren't made").isEmpty();
        assertThat(report.leaks()).as("what got out").isEmpty();
    }

    private static void assertAllowedTrafficPasses(Runner runner) {
        assertThat(runner.run("curl -sS -m 10 https://allowed.test/; curl -sS -m 10 http://cdn-allowed.test/")
                        .out())
                .isEqualTo("hello from allowed.test\nhello from cdn-allowed.test\n");
    }
}
