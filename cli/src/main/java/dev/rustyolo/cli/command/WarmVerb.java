package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.DockerEngine;
import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ShippedImages;
import dev.rustyolo.cli.launch.Durations;
import dev.rustyolo.cli.launch.NetworkName;
import dev.rustyolo.cli.launch.Warmth;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.ui.Printer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo warm}: makes the gateway of the next session, so that it starts at once. */
final class WarmVerb implements Verb {
    private static final String TTL = "--ttl";
    private static final String NETWORK = "--network";
    private static final String POOL = "--pool";
    private static final String STATUS = "--status";
    private static final String QUIET = "--quiet";

    private final Supplier<Host> host;
    private final Processes processes;
    private final Printer printer;
    private final Supplier<String> sessions;

    WarmVerb(Supplier<Host> host, Processes processes, Printer printer, Supplier<String> sessions) {
        this.host = host;
        this.processes = processes;
        this.printer = printer;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "warm";
    }

    @Override
    public String summary() {
        return "Make a gateway that waits for the next session, so that it starts at once.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                VerbFrame.value(TTL, "TIME", "How long it waits (default: 30m)."),
                VerbFrame.value(NETWORK, "NAME", "The engine's network that it is attached to."),
                VerbFrame.value(POOL, "CIDR", "The range of the sandbox's own addresses."),
                VerbFrame.flag(STATUS, "Show what waits, and its memory."),
                VerbFrame.flag(QUIET, "Say nothing, whatever happens, and wait for nobody."),
                EngineChoice.option());
    }

    @Override
    public int run(ParseResult options) {
        EngineChoice choice = EngineChoice.of(options, host.get(), processes);
        Host machine = choice.host();
        Engine engine = new DockerEngine(
                EngineClient.find(choice.dialect(), machine, processes).client(), DockerEngine.setsid());
        SpareGateways spares = new SpareGateways(machine.locations());
        if (options.hasMatchedOption(STATUS)) {
            status(spares, engine, Owner.of(machine));
            return ExitCode.OK.code();
        }
        Duration life = Durations.parse(TTL, options.matchedOptionValue(TTL, ""));
        String network = NetworkName.check(options.matchedOptionValue(NETWORK, ""));
        String pool = options.matchedOptionValue(POOL, "");
        String image = new ShippedImages(machine.locations().installation()).gatewayImage();
        Warmth warmth = new Warmth(engine, spares, machine.locations(), Owner.of(machine));
        boolean asked = !options.hasMatchedOption(QUIET);
        boolean warm = warmth.provide(Warmth.gateway(machine, image, network, pool), life, sessions, asked);
        if (!warm && asked) {
            throw new CliException(
                    ExitCode.GATEWAY_FAILED,
                    "no gateway could be made",
                    "check that the engine runs (" + engine.program()
                            + " version) and that the images are built (rustyolo build)");
        }
        return ExitCode.OK.code();
    }

    private void status(SpareGateways spares, Engine engine, String owner) {
        List<SpareGateways.Spare> waiting = spares.list();
        if (waiting.isEmpty()) {
            printer.answer("no gateway waits");
        }
        for (SpareGateways.Spare spare : waiting) {
            String memory = engine.memory(new SandboxId(spare.session(), owner));
            long minutes = Duration.between(Instant.now(), spare.expires()).toMinutes();
            printer.answer(spare.session()
                    + (memory.isEmpty()
                            ? " has gone"
                            : " waits for " + Math.max(0, minutes) + " more minutes and takes " + memory));
        }
    }
}
