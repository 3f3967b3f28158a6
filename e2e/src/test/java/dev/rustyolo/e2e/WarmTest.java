package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.attack.Report;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that waits for a session: whose it becomes, and that it is as good as one made for the session. */
@ExtendWith(LabExtension.class)
final class WarmTest {
    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());

    WarmTest(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void nothingWaitsAnyMore() {
        try (project) {
            Rustyolo.awaitWorkBehind();
            assertThat(plain().run("warm", "--ttl=0").exitCode()).isZero();
            assertThat(waiting()).isEqualTo("no gateway waits");
        }
    }

    @Test
    void nothingGetsOutOfASessionThatTookOneOver() {
        String spare = warm();
        Battery battery = new Battery(lab, Catalogue.all());
        try (Session session =
                taking().with("--allow-domains", Catalogue.ALLOWED).session("--", "python3", "runner.py")) {
            assertThat(session.id()).isEqualTo(spare);
            Report report =
                    battery.fire("warm", new Runner(session.program()), session.addresses(), Catalogue.resolvable());
            assertThat(report.broken()).as("attacks that weren't made").isEmpty();
            assertThat(report.leaks()).as("what got out").isEmpty();
        }
    }

    @Test
    void sweepingLeavesALiveSessionAlone() {
        String spare = warm();
        try (Session session = taking().with("--allow-domains", "allowed.test").session("--", "python3", "runner.py")) {
            assertThat(session.id()).isEqualTo(spare);
            warm();
            warm();
            assertThat(Session.liveIds()).contains(spare);
        }
    }

    /** The project is new to both: each finds the directories missing that the other makes. */
    @RepeatedTest(3)
    void twoLaunchesAtOnceNeverGetTheSame() {
        String spare = warm();
        String[] words = {"--", "sh", "-c", "echo ready; cat"};
        try (var first = taking().start(words);
                var second = taking().start(words)) {
            first.out()
                    .await(
                            "the first's start",
                            Rustyolo.PATIENCE,
                            line -> line.strip().equals("ready"));
            second.out()
                    .await(
                            "the second's start",
                            Rustyolo.PATIENCE,
                            line -> line.strip().equals("ready"));
            assertThat(Session.liveIds())
                    .contains(spare)
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    /** Whoever has asked for one has one when the answer comes, also when somebody else was making it. */
    @Test
    void whoAsksForOneWaitsForWhoeverMakesIt() {
        Rustyolo.awaitWorkBehind();
        String[] words = {"warm", "--network", Lab.NETWORK, "--ttl", "5m"};
        try (var first = plain().start(words);
                var second = plain().start(words)) {
            assertThat(second.await(Rustyolo.PATIENCE).exitCode()).isZero();
            assertThat(waiting().lines()).singleElement().asString().contains(" waits for ");
            assertThat(first.await(Rustyolo.PATIENCE).exitCode()).isZero();
            assertThat(waiting().lines()).hasSize(1);
        }
    }

    @Test
    void whatOneSessionWasAllowedTheNextIsNot() {
        warm();
        Output allowed = taking().with("--allow-domains", "allowed.test").run(fetch());
        warm();
        Output not = taking().run(fetch());
        assertThat(allowed.exitCode()).as(allowed.text()).isZero();
        assertThat(not.exitCode()).as(not.text()).isNotZero();
    }

    @Test
    void oneThatWasRemovedIsReplaced() {
        String spare = warm();
        dev.rustyolo.e2e.process.Docker.run("rm", "-f", "rustyolo-" + spare + "-gateway");
        Output output = taking().with("--allow-domains", "allowed.test").run(fetch());
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    private static String[] fetch() {
        return new String[] {"--", "curl", "-sS", "-m", "5", "https://allowed.test/"};
    }

    /** Has one wait, and returns the name of the session it will be. */
    private String warm() {
        Rustyolo.awaitWorkBehind();
        Output made = plain().run("warm", "--network", Lab.NETWORK, "--ttl", "5m");
        assertThat(made.exitCode()).as(made.text()).isZero();
        return waiting().split(" ", 2)[0];
    }

    private String waiting() {
        return plain().run("warm", "--status").out().strip();
    }

    private Rustyolo plain() {
        return Rustyolo.in(project);
    }

    /** A session that takes one over; when it has ended, another is made behind. */
    private Rustyolo taking() {
        return Rustyolo.inLab(project, lab).withVariable(Rustyolo.WARM, "5m");
    }
}
