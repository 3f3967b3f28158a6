package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Judge;
import dev.rustyolo.e2e.attack.Loop;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever dies or is missing, there is no way out (catalogue section A). */
@ExtendWith(LabExtension.class)
final class FailClosedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Lab lab;
    private final Account account = Account.unprivileged();
    private final Loop loop;

    FailClosedTest(Lab lab) {
        this.lab = lab;
        this.loop = Loop.from(lab);
    }

    @Test
    void theLoopGetsThroughWithoutASandbox() {
        lab.control()
                .shell("cd /tmp; timeout 3 "
                        + String.join(" ", loop.arguments()).replace("loop.py", "/app/loop.py"));
        lab.settle();

        Set<String> kinds = Set.copyOf(new Judge(Map.of("loop", loop.nonce()))
                .leaks(lab.since(loop.mark())).stream()
                        .map(leak -> leak.sighting().kind())
                        .toList());
        assertThat(kinds).contains("frame", "tcp", "udp", "question");
    }

    @Test
    void aGatewayThatDiesEndsTheSession() {
        try (Project project = Project.withProbes(account);
                Session session = Rustyolo.inLab(project, lab).session(loop.command("--"))) {
            List<String> addresses = session.addresses();
            loop.awaitRound(session.program(), 5);

            Docker.run("kill", session.gateway());
            Output end = session.program().await(PATIENCE);

            assertThat(end.exitCode()).isNotZero();
            assertThat(end.err()).contains("[RustyYOLO]").containsIgnoringCase("gateway");
            assertThat(containersOf(session)).isEmpty();
            loop.assertNothingGotOut(addresses);
        }
    }

    @Test
    void aKilledCommandLeavesNoWayOutAndTheNextStartCleansUp() {
        try (Project project = Project.withProbes(account);
                Session session = Rustyolo.inLab(project, lab).session(loop.command("--"))) {
            List<String> addresses = session.addresses();
            loop.awaitRound(session.program(), 5);

            session.program().signal("KILL");
            session.program().await(PATIENCE);
            Docker.attempt("wait", session.gateway());
            loop.assertNothingGotOut(addresses);

            Output next = Rustyolo.inLab(project, lab).run("--", "true");
            assertThat(next.exitCode()).as(next.text()).isZero();
            assertThat(containersOf(session)).isEmpty();
            loop.assertNothingGotOut(addresses);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void anEmptyListAllowsNothing(String list) {
        try (Project project = Project.create(account)) {
            Output byOption =
                    Rustyolo.inLab(project, lab).with("--allow-domains", list).run(fetch());
            Output byVariable = Rustyolo.inLab(project, lab)
                    .withVariable("TRUSTED_DOMAINS", list)
                    .run(fetch());

            assertThat(byOption.exitCode()).as(byOption.text()).isNotZero();
            assertThat(byVariable.exitCode()).as(byVariable.text()).isNotZero();
            assertTheOriginSawNothing();
        }
    }

    @Test
    void offlineReachesNothingNotEvenTheAgentsOwnService() {
        try (Project project = Project.create(account)) {
            Output page = Rustyolo.inLab(project, lab).with("--offline").run(fetch());
            Output service = Rustyolo.inLab(project, lab)
                    .with("--offline")
                    .run(
                            "shell",
                            "-c",
                            "curl -sS -m 5 https://api.anthropic.com/"
                                    + loop.nonce().text());

            assertThat(page.exitCode()).as(page.text()).isNotZero();
            assertThat(service.exitCode()).as(service.text()).isNotZero();
            assertTheOriginSawNothing();
        }
    }

    @Test
    void theControlOfTheLast() {
        try (Project project = Project.create(account)) {
            Output page = Rustyolo.inLab(project, lab)
                    .with("--allow-domains", "allowed.test")
                    .run(fetch());

            assertThat(page.exitCode()).as(page.text()).isZero();
        }
    }

    private String[] fetch() {
        return new String[] {
            "--",
            "curl",
            "-sS",
            "-m",
            "5",
            "https://allowed.test/" + loop.nonce().text()
        };
    }

    private void assertTheOriginSawNothing() {
        lab.settle();
        assertThat(new Judge(Map.of("fetch", loop.nonce())).leaks(lab.since(loop.mark())))
                .isEmpty();
        assertThat(lab.since(loop.mark()))
                .noneMatch(seen -> seen.kind().equals("question")
                        && (seen.target().equals("allowed.test")
                                || seen.target().equals("api.anthropic.com")));
    }

    private static List<String> containersOf(Session session) {
        return Docker.list("ps", "-aq", "--filter", "label=dev.rustyolo.session=" + session.id());
    }
}
