package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.agent.PermissionMode;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.session.StaleSessions;
import dev.rustyolo.cli.testing.FakeEngine;
import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.TestHost;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import dev.rustyolo.protocol.LineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final String SESSION = "0123456789ab";

    @TempDir
    Path temporary;

    private final FakeEngine engine = new FakeEngine();
    private final FakePrinter printed = new FakePrinter();
    private final FakeImages images = new FakeImages().having("llm-rustyolo:latest", TestHost.AGENT_HASH);
    private TestHost machine;
    private final FakeProcesses behind = FakeProcesses.succeeding();
    private Duration warm = Duration.ZERO;

    @BeforeEach
    void makeMachine() {
        machine = new TestHost(temporary);
    }

    @Test
    void runsTheAgentBehindTheGatewayAndLeavesNothing() {
        // Given
        engine.gateway(LauncherTest::goodGateway)
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
            say(out, new Event.Fatal("the rules can't be loaded"));
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
        assertThat(engine.log()).endsWith("cleanup");
    }

    @Test
    void saysWhenTheGatewayDidNotFinishAfterTheAgent() {
        // Given
        engine.gateway(() -> FakeProcess.playing("", (in, out) -> {
                    LineReader lines = new LineReader(in);
                    command(lines);
                    say(out, new Event.Ready(Map.of()));
                    command(lines);
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
                .gateway(LauncherTest::goodGateway)
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
        engine.gateway(LauncherTest::goodGateway)
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
        engine.gateway(LauncherTest::goodGateway).agent(() -> FakeProcess.ended(125, "", ""));

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
        engine.gateway(LauncherTest::goodGateway).agent(() -> FakeProcess.ended(125, "", ""));

        // Then
        assertThat(launch("")).isEqualTo(125);
        assertThat(engine.log()).endsWith("cleanup");
    }

    @Test
    void cleansUpAfterACrashedSessionFirst() {
        // Given
        SessionDirectory.create(machine.host().locations().sessions(), "aaaaaaaaaaaa")
                .abandon();
        engine.gateway(LauncherTest::goodGateway).agent(() -> FakeProcess.ended(0, "", ""));

        // When
        launch("");

        // Then
        assertThat(engine.log()).startsWith("orphan aaaaaaaaaaaa", "setup");
        assertThat(machine.state().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void takesOverAGatewayThatWaits() {
        // Given
        SpareGateways spares = offer("bbbbbbbbbbbb");
        engine.gateway(LauncherTest::goodGateway).agent(() -> FakeProcess.ended(0, "", ""));

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
                .gateway(LauncherTest::goodGateway)
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
        engine.gateway(LauncherTest::goodGateway).agent(() -> FakeProcess.ended(0, "", ""));

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

    @Test
    void makesOneWaitAndNeverTwo() {
        // Given
        Host host = machine.host();
        Warmth warmth = new Warmth(engine, new SpareGateways(host.locations()), host.locations(), "owner");
        GatewaySpec gateway = Warmth.gateway(host, "gateway:hash", "");

        // When
        boolean first = warmth.provide(gateway, Duration.ofMinutes(30), () -> "bbbbbbbbbbbb");
        boolean second = warmth.provide(gateway, Duration.ofMinutes(30), () -> "cccccccccccc");

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
                .provide(Warmth.gateway(host, "gateway:hash", ""), Duration.ofMinutes(30), () -> "bbbbbbbbbbbb");

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
                Warmth.gateway(host, "gateway:hash", "").kind(),
                Instant.now().plus(Duration.ofMinutes(30)),
                session + " as the engine knows it");
        return spares;
    }

    private void launchedBefore() {
        engine.gateway(LauncherTest::goodGateway).agent(() -> FakeProcess.ended(0, "", ""));
        launch("");
    }

    private CliException failure(String image) {
        return catchThrowableOfType(CliException.class, () -> launch(image));
    }

    private int launch(String image) {
        return launch(image, images);
    }

    private int launch(String image, FakeImages store) {
        Host host = machine.host();
        LaunchRequest request = new LaunchRequest(
                new Target.Program(List.of("true")),
                PermissionMode.DEFAULT,
                new NetworkRequest(List.of("github.com"), List.of(), false, List.of(), List.of(), ""),
                new FilesRequest(List.of(), "", "", List.of()),
                new ContainerRequest(List.of(), image, "", "", "", ""));
        LaunchPlanner planner = new LaunchPlanner(host, "gateway:hash");
        LaunchPlan plan = planner.plan(request, new SandboxId(SESSION, "owner"));
        SpareGateways spares = new SpareGateways(host.locations());
        Optional<SessionDirectory> claimed =
                spares.claim(plan.sandbox().gateway().kind());
        if (claimed.isPresent()) {
            plan = planner.plan(request, new SandboxId(claimed.get().session(), "owner"));
        }
        ImageBuilder builder = new ImageBuilder(store, host, printed.printer());
        Timings timings = new Timings(System.nanoTime());
        LaunchTools tools = new LaunchTools(engine, store, builder, host, printed.printer(), timings);
        return new Launcher(tools, new Background(host, behind, warm)).launch(plan, claimed);
    }

    private static Process gatewayThatIsLost(CountDownLatch when) {
        return FakeProcess.playing("out of memory\n", (in, out) -> {
            new LineReader(in).next();
            say(out, new Event.Ready(Map.of()));
            when.await();
            return 137;
        });
    }

    private static Process goodGateway() {
        return FakeProcess.playing("", (in, out) -> {
            LineReader lines = new LineReader(in);
            if (!(command(lines) instanceof Command.Start)) {
                return 1;
            }
            say(out, new Event.Ready(Map.of("nft", 3L)));
            say(out, new Event.Denied(Layer.DNS, "evil.test", 0, "no rule"));
            while (!(command(lines) instanceof Command.Drain)) {}
            say(out, new Event.Drained());
            return 0;
        });
    }

    private static Command command(LineReader lines) throws IOException {
        Optional<String> line = lines.next();
        return line.isPresent() ? Codec.decodeCommand(line.get()) : new Command.Drain();
    }

    private static void say(OutputStream out, Event event) throws IOException {
        out.write((Codec.encode(event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
