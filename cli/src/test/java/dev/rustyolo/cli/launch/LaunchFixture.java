package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.agent.PermissionMode;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.testing.FakeEngine;
import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.testing.TestHost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A machine on which plans are carried out by an engine that the test plays. */
abstract class LaunchFixture extends MachineFixture {
    static final String SESSION = "0123456789ab";

    final FakeEngine engine = new FakeEngine();
    final FakePrinter printed = new FakePrinter();
    final FakeImages images = new FakeImages().having("llm-rustyolo:latest", TestHost.AGENT_HASH);
    final FakeProcesses behind = FakeProcesses.succeeding();
    Duration warm = Duration.ZERO;

    int launch(String image) {
        return launch(image, images);
    }

    int launch(String image, FakeImages store) {
        Host host = machine.host();
        LaunchRequest request = new LaunchRequest(
                new Target.Program(List.of("true")),
                "",
                "",
                PermissionMode.DEFAULT,
                new NetworkRequest(List.of("github.com"), List.of(), false, List.of(), List.of(), "", "", List.of()),
                new FilesRequest(List.of(), "", false, false, "", List.of()),
                new ContainerRequest(List.of(), List.of(), image, "", new LimitsRequest("", "", "", "", ""), "", ""));
        LaunchPlanner planner = new LaunchPlanner(host, "gateway:hash");
        LaunchPlan plan = planner.plan(request, new SandboxId(SESSION, "owner"));
        SpareGateways spares = new SpareGateways(host.locations());
        Optional<ClaimedGateway> claimed =
                spares.claim(plan.sandbox().gateway().kind()).map(directory -> ClaimedGateway.of(directory, engine));
        if (claimed.isPresent()) {
            plan = planner.plan(request, new SandboxId(claimed.get().directory().session(), "owner"));
        }
        ImageBuilder builder = new ImageBuilder(store, host, printed.printer());
        Timings timings = new Timings(System.nanoTime());
        LaunchTools tools = new LaunchTools(engine, store, builder, host, printed.printer(), timings, () -> {});
        return new Launcher(tools, new Background(host, behind, warm, "docker")).launch(plan, claimed);
    }
}
