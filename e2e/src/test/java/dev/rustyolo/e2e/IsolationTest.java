package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
        Battery battery = new Battery(lab, Catalogue.all());
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", Catalogue.ALLOWED)
                        .session("--", "python3", "runner.py")) {
            assertNothingGotOut(
                    battery.fire("agent", new Runner(session.program()), session.addresses(), Catalogue.resolvable()));
            try (Program root = session.startRunnerAsRoot()) {
                assertNothingGotOut(
                        battery.fire("root", new Runner(root), session.addresses(), Catalogue.resolvable()));
            }
        }
    }

    private static void assertNothingGotOut(Report report) {
        assertThat(report.broken()).as("attacks that weren't made").isEmpty();
        assertThat(report.leaks()).as("what got out").isEmpty();
    }
}
