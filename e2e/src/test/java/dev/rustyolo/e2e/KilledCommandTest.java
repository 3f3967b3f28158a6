package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Loop;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.FaultyClient;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command is killed at each step it takes (catalogue T179): nothing gets out, and the next start removes whatever is
 * left, and works. Each has a project, and so a state, of its own: they run side by side. The next start has no gateway
 * made behind it, so that nothing else can have removed anything.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KilledCommandTest {
    private static final int KILLED = 137;

    private final Lab lab;
    private final Loop loop;

    KilledCommandTest(Lab lab) {
        this.lab = lab;
        this.loop = Loop.from(lab);
    }

    /** At the receivers, once for all of them: each loop has the same secret. */
    @AfterAll
    void nothingGotOut() {
        loop.assertNothingGotOut(List.of());
    }

    static Stream<Arguments> launches() {
        return Stream.of(
                Arguments.of("before the gateway", FaultyClient.killingBefore("run-gateway")),
                Arguments.of("the gateway's container is made", FaultyClient.killingWhenCreated("run-gateway")),
                Arguments.of("the gateway stands by", FaultyClient.killingAtWord("run-gateway", "standby")),
                Arguments.of("the gateway is ready", FaultyClient.killingAtWord("run-gateway", "ready")),
                Arguments.of("before the agent", FaultyClient.killingBefore("run-agent")),
                Arguments.of("the agent's container is made", FaultyClient.killingWhenCreated("run-agent")),
                Arguments.of("the agent has ended", FaultyClient.killingAfter("run-agent")),
                Arguments.of("before the clean-up's question", FaultyClient.killingBefore("exec")),
                Arguments.of("after the clean-up's question", FaultyClient.killingAfter("exec")),
                Arguments.of("uploads are finished", FaultyClient.killingAtWord("run-gateway", "drained")));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("launches")
    void aLaunch(String point, FaultyClient client) {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Rustyolo plain = Rustyolo.inLab(project, lab);

            try (Program killed = client.in(plain).start(loop.command("--", "timeout", "0.7"))) {
                assertThat(killed.awaitDeath(Rustyolo.PATIENCE)).isEqualTo(KILLED);
                assertNextStartCleansUp("a launch, killed when: " + point, plain);
            }
        }
    }

    static Stream<Arguments> preparations() {
        return Stream.of(
                Arguments.of("before it is made", FaultyClient.killingBefore("create-gateway")),
                Arguments.of("it is made", FaultyClient.killingAfter("create-gateway")),
                Arguments.of("it runs", FaultyClient.killingAfter("start")));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("preparations")
    void aPreparation(String point, FaultyClient client) {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Rustyolo bare = Rustyolo.in(project);

            try (Program killed = client.in(bare).start("warm", "--network", Lab.NETWORK, "--ttl", "5m")) {
                assertThat(killed.awaitDeath(Rustyolo.PATIENCE)).isEqualTo(KILLED);
                assertNextStartCleansUp("a gateway made ahead, killed when: " + point, Rustyolo.inLab(project, lab));
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aClaim() {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Output made = Rustyolo.in(project).run("warm", "--network", Lab.NETWORK, "--ttl", "5m");
            assertThat(made.exitCode()).as(made.text()).isZero();
            Rustyolo plain = Rustyolo.inLab(project, lab);
            Rustyolo taking = FaultyClient.killingBefore("attach").in(plain.withVariable(Rustyolo.WARM, "5m"));

            try (Program killed = taking.start(loop.command("--"))) {
                assertThat(killed.awaitDeath(Rustyolo.PATIENCE)).isEqualTo(KILLED);
                assertNextStartCleansUp("a launch, killed when: it has claimed a gateway", plain);
            }
        }
    }

    /** Killed once, and then the start that removes it is killed at each step of that. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aCleaningStart() {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Rustyolo plain = Rustyolo.inLab(project, lab);
            List<FaultyClient> clients = List.of(
                    FaultyClient.killingWhenCreated("run-agent"),
                    FaultyClient.killingBefore("ps"),
                    FaultyClient.killingBefore("rm"),
                    FaultyClient.killingAfter("rm"));
            for (FaultyClient client : clients) {
                try (Program killed = client.in(plain).start(loop.command("--"))) {
                    assertThat(killed.awaitDeath(Rustyolo.PATIENCE)).isEqualTo(KILLED);
                }
            }
            assertNextStartCleansUp("starts that clean up, killed when: they ask, before and after they remove", plain);
        }
    }

    private void assertNextStartCleansUp(String fault, Rustyolo typed) {
        Output next = typed.run("--", "true");

        FaultTable.add(fault, next);
        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(Docker.list("ps", "-aq", "--filter", "label=dev.rustyolo.owner=" + owner(typed)))
                .isEmpty();
        Path state = typed.project().state();
        assertThat(directories(state.resolve("sessions"))).isEmpty();
        assertThat(directories(state.resolve("spares"))).isEmpty();
    }

    /** Returns what the containers of that account and state are labelled with. */
    private static String owner(Rustyolo typed) {
        String shown = typed.run("--dry-run", "--", "true").out();
        return shown.substring(shown.indexOf("rustyolo.owner=") + "rustyolo.owner=".length())
                .split("\\s", 2)[0];
    }

    private static List<Path> directories(Path parent) {
        if (!Files.exists(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
