package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.session.StaleSessions;
import dev.rustyolo.cli.testing.FakeGateway;
import dev.rustyolo.cli.testing.FakeProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gateways that wait: how a launch takes one, and how the next one is made. */
class WarmGatewayTest extends LaunchFixture {
    @Test
    void takesOverAGatewayThatWaits() {
        // Given
        SpareGateways spares = offer("bbbbbbbbbbbb");
        engine.gateway(FakeGateway::good).agent(() -> FakeProcess.ended(0, "", ""));

        // When
        int code = launch("");

        // Then
        assertThat(code).isZero();
        assertThat(engine.log())
                .startsWith("adopt bbbbbbbbbbbb as the engine knows it", "execute")
                .doesNotContain("setup");
        assertThat(spares.list()).isEmpty();
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void makesItsOwnWhenTheOneThatWaitedHasGone() {
        // Given
        offer("bbbbbbbbbbbb");
        engine.gateway(() -> FakeProcess.ended(1, "", "no such container"))
                .gateway(FakeGateway::good)
                .agent(() -> FakeProcess.ended(0, "", ""));

        // When
        int code = launch("");

        // Then
        assertThat(code).isZero();
        assertThat(engine.log()).startsWith("adopt bbbbbbbbbbbb as the engine knows it", "cleanup", "setup", "execute");
    }

    @Test
    void leavesWhatIsLeftToTheWorkBehind() {
        // Given
        warm = Duration.ofMinutes(30);
        engine.gateway(FakeGateway::good).agent(() -> FakeProcess.ended(0, "", ""));

        // When
        launch("");

        // Then
        assertThat(behind.commands())
                .singleElement()
                .satisfies(command -> assertThat(command).containsSubsequence("warm", "--quiet", "--ttl=1800s"));
        assertThat(engine.log()).doesNotContain("cleanup");
        List<String> swept = new ArrayList<>();
        assertThat(StaleSessions.sweep(machine.state().resolve("sessions"), "", swept::add))
                .as("crashed")
                .isEmpty();
        assertThat(swept).containsExactly(SESSION);
    }

    /** A JVM that ends gives threads in a system call, as those that wait for a child or read from it, 300 ms. */
    @Test
    void waitsForNoChildAtItsEnd() {
        // Given
        warm = Duration.ofMinutes(30);
        List<Process> gateways = new ArrayList<>();
        engine.gateway(() -> {
                    gateways.add(FakeGateway.good());
                    return gateways.getFirst();
                })
                .agent(() -> FakeProcess.ended(0, "", ""));

        // When
        launch("");

        // Then
        assertThat(gateways).singleElement().matches(gateway -> !gateway.isAlive());
        assertThat(behind.commands())
                .singleElement()
                .satisfies(command -> assertThat(command).startsWith("/bin/sh", "-c", "\"$@\" &", "sh"));
    }

    @Test
    void makesOneWaitAndNeverTwo() {
        // Given
        Host host = machine.host();
        Warmth warmth = new Warmth(engine, new SpareGateways(host.locations()), host.locations(), "owner");
        GatewaySpec gateway = Warmth.gateway(host, "gateway:hash", "", "");

        // When
        boolean first = warmth.provide(gateway, Duration.ofMinutes(30), () -> "bbbbbbbbbbbb", false);
        boolean second = warmth.provide(gateway, Duration.ofMinutes(30), () -> "cccccccccccc", false);

        // Then
        assertThat(first && second).isTrue();
        assertThat(engine.log()).containsExactly("prepare");
        assertThat(new SpareGateways(host.locations()).has(gateway.kind())).isTrue();
    }

    @Test
    void offersNoGatewayThatDidNotStart() {
        // Given
        Host host = machine.host();
        engine.unableToPrepare();
        SpareGateways spares = new SpareGateways(host.locations());

        // When
        boolean made = new Warmth(engine, spares, host.locations(), "owner")
                .provide(
                        Warmth.gateway(host, "gateway:hash", "", ""),
                        Duration.ofMinutes(30),
                        () -> "bbbbbbbbbbbb",
                        false);

        // Then
        assertThat(made).isFalse();
        assertThat(spares.list()).isEmpty();
        assertThat(engine.log()).containsExactly("prepare", "cleanup");
    }

    private SpareGateways offer(String session) {
        Host host = machine.host();
        SpareGateways spares = new SpareGateways(host.locations());
        spares.offer(
                spares.reserve(session),
                Warmth.gateway(host, "gateway:hash", "", "").kind(),
                Instant.now().plus(Duration.ofMinutes(30)),
                session + " as the engine knows it");
        return spares;
    }
}
