package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.agent.PermissionMode;
import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.testing.FakeEngine;
import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcess;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        engine.gateway(() -> FakeProcess.playing("out of memory\n", (in, out) -> {
                    new LineReader(in).next();
                    say(out, new Event.Ready(Map.of()));
                    return 137;
                }))
                .agent(() -> agent)
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
    void stopsAnAgentThatStartsJustWhenTheGatewayIsLost() {
        // Given
        FakeProcess agent = FakeProcess.running();
        int[] stops = new int[1];
        engine.gateway(() -> FakeProcess.playing("", (in, out) -> {
                    new LineReader(in).next();
                    say(out, new Event.Ready(Map.of()));
                    return 137;
                }))
                .agent(() -> agent)
                .onStop(() -> {
                    if (++stops[0] == 2) {
                        agent.end(137);
                    }
                });

        // Then
        assertThat(failure("").exitCode()).isEqualTo(70);
        assertThat(stops[0]).isGreaterThanOrEqualTo(2);
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
        LaunchPlan plan = new LaunchPlanner(host, "gateway:hash").plan(request, new SandboxId(SESSION, "owner"));
        ImageBuilder builder = new ImageBuilder(store, host, printed.printer());
        Timings timings = new Timings(System.nanoTime());
        return new Launcher(new LaunchTools(engine, store, builder, host, printed.printer(), timings)).launch(plan);
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
