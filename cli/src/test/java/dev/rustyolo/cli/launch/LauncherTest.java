package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.testing.FakeGateway;
import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.LineReader;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LauncherTest extends LaunchFixture {
    @Test
    void runsTheAgentBehindTheGatewayAndLeavesNothing() {
        // Given
        engine.gateway(FakeGateway::good)
                .agent(() -> FakeProcess.ended(7, "", ""))
                .refusing(new RefusedConnection("198.51.100.9", "tcp", 443, 2));

        // When
        int code = launch("");

        // Then
        assertThat(code).isEqualTo(7);
        assertThat(engine.log()).containsExactly("setup", "execute", "refused?");
        assertThat(printed.err())
                .contains("[RustyYOLO] allowed domains: github.com")
                .contains("evil.test (once)   allow with: --allow-domains \"evil.test\"")
                .contains("198.51.100.9:443/tcp (2 times)");
        assertThat(printed.out()).isEmpty();
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void startsNoAgentWhenTheGatewayFails() {
        // Given
        engine.gateway(() -> FakeProcess.playing("nft: not found\n", (in, out) -> {
            FakeGateway.say(out, new Event.Fatal("the rules can't be loaded"));
            return 1;
        }));

        // When
        CliException failure = failure("");

        // Then
        assertThat(failure.exitCode()).isEqualTo(70);
        assertThat(failure.what()).contains("no agent was started: the rules can't be loaded", "nft: not found");
        assertThat(engine.log()).containsExactly("setup", "cleanup");
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void saysWhenThereIsNoEngine() {
        // Given
        engine.gateway(() -> FakeProcess.ended(1, "", "no daemon here"));

        // When
        CliException failure = failure("");

        // Then
        assertThat(failure.exitCode()).isEqualTo(69);
        assertThat(failure.what()).isEqualTo("no daemon here");
        assertThat(engine.log()).containsExactly("setup");
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void endsTheSessionWhenTheGatewayIsLost() {
        // Given
        FakeProcess agent = FakeProcess.running();
        CountDownLatch agentRuns = new CountDownLatch(1);
        engine.gateway(() -> gatewayThatIsLost(agentRuns))
                .agent(() -> {
                    agentRuns.countDown();
                    return agent;
                })
                .onStop(() -> agent.end(137));

        // When
        CliException failure = failure("");

        // Then
        assertThat(failure.exitCode()).isEqualTo(70);
        assertThat(failure.what()).contains("gateway was lost").contains("out of memory");
        assertThat(engine.log()).contains("stop", "cleanup").doesNotContain("refused?");
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void stopsAnAgentAgainWhoseStartWasStillUnderWay() {
        // Given
        FakeProcess agent = FakeProcess.running();
        CountDownLatch agentRuns = new CountDownLatch(1);
        AtomicInteger stops = new AtomicInteger();
        engine.gateway(() -> gatewayThatIsLost(agentRuns))
                .agent(() -> {
                    agentRuns.countDown();
                    return agent;
                })
                .onStop(() -> {
                    if (stops.incrementAndGet() == 2) {
                        agent.end(137);
                    }
                });

        // Then
        assertThat(failure("").exitCode()).isEqualTo(70);
        assertThat(stops).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void leavesNoAgentWhenTheGatewayIsLostAtOnce() {
        // Given
        FakeProcess agent = FakeProcess.running();
        engine.gateway(() -> gatewayThatIsLost(new CountDownLatch(0)))
                .agent(() -> agent)
                .onStop(() -> agent.end(137));

        // Then
        assertThat(failure("").exitCode()).isEqualTo(70);
        // A stop that was under way may come behind it, and finds nothing.
        assertThat(engine.log()).filteredOn(call -> !call.equals("stop")).endsWith("cleanup");
    }

    @Test
    void saysWhenTheGatewayDidNotFinishAfterTheAgent() {
        // Given
        engine.gateway(() -> FakeProcess.playing("", (in, out) -> {
                    LineReader lines = new LineReader(in);
                    FakeGateway.command(lines);
                    FakeGateway.say(out, new Event.Ready(Map.of()));
                    FakeGateway.command(lines);
                    return 1;
                }))
                .agent(() -> FakeProcess.ended(0, "", ""));

        // Then
        assertThat(launch("")).isZero();
        assertThat(printed.err()).contains("WARNING: the gateway didn't finish");
    }

    @Test
    void buildsTheGatewaysImageWhenItIsMissing() {
        // Given
        images.having("base:local", "");
        engine.gateway(() -> FakeProcess.ended(125, "", "no image"))
                .gateway(FakeGateway::good)
                .agent(() -> FakeProcess.ended(0, "", ""));

        // When
        int code = launch("");

        // Then
        assertThat(code).isZero();
        assertThat(images.log()).contains("build llm-rustyolo-gateway:latest");
        assertThat(engine.log()).containsExactly("setup", "setup", "execute", "refused?");
    }

    @Test
    void buildsTheAgentsImageWhenItIsGone() {
        // Given
        launchedBefore();
        FakeImages emptied = new FakeImages().having("base:local", "");
        engine.gateway(FakeGateway::good)
                .agent(() -> FakeProcess.ended(125, "", ""))
                .agent(() -> FakeProcess.ended(0, "", ""));

        // When
        int code = launch("", emptied);

        // Then
        assertThat(code).isZero();
        assertThat(emptied.log()).contains("has llm-rustyolo:latest", "build llm-rustyolo:latest");
    }

    @Test
    void neitherBuildsNorFetchesAnImageThatIsNotOurs() {
        // Given
        engine.gateway(FakeGateway::good).agent(() -> FakeProcess.ended(125, "", ""));

        // When
        CliException failure = failure("team/image:1");

        // Then
        assertThat(failure.exitCode()).isEqualTo(71);
        assertThat(failure.remedy()).isEqualTo("docker pull team/image:1");
        assertThat(images.log()).containsExactly("has team/image:1");
    }

    @Test
    void passesTheEnginesOwnFailureOn() {
        // Given
        engine.gateway(FakeGateway::good).agent(() -> FakeProcess.ended(125, "", ""));

        // Then
        assertThat(launch("")).isEqualTo(125);
        assertThat(engine.log()).endsWith("cleanup");
    }

    @Test
    void cleansUpAfterACrashedSessionBeforeTheAgentStarts() {
        // Given
        SessionDirectory.create(machine.host().locations().sessions(), "aaaaaaaaaaaa")
                .abandon();
        engine.gateway(FakeGateway::good).agent(() -> FakeProcess.ended(0, "", ""));

        // When
        launch("");

        // Then
        assertThat(engine.log()).startsWith("setup", "orphan aaaaaaaaaaaa", "execute");
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    private void launchedBefore() {
        engine.gateway(FakeGateway::good).agent(() -> FakeProcess.ended(0, "", ""));
        launch("");
    }

    private CliException failure(String image) {
        return catchThrowableOfType(CliException.class, () -> launch(image));
    }

    private static Process gatewayThatIsLost(CountDownLatch when) {
        return FakeProcess.playing("out of memory\n", (in, out) -> {
            new LineReader(in).next();
            FakeGateway.say(out, new Event.Ready(Map.of()));
            when.await();
            return 137;
        });
    }
}
