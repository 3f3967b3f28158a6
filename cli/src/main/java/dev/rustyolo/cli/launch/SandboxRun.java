package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.audit.AuditTrail;
import dev.rustyolo.cli.engine.Diagnosis;
import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.image.BuildOptions;
import dev.rustyolo.cli.image.ImageKind;
import dev.rustyolo.cli.session.DenialSummary;
import dev.rustyolo.cli.session.DenialTally;
import dev.rustyolo.cli.session.GatewayLink;
import dev.rustyolo.cli.session.GatewayState;
import dev.rustyolo.cli.session.Neighbours;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.state.SessionState;
import dev.rustyolo.protocol.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One run of a plan, and what must be undone after it: gateway first, the agent only when the gateway has said that it
 * is ready, and everything gone at the end. Whatever fails on the way, no agent is left with a way out.
 */
final class SandboxRun implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    /** One that waited has only the policy to put in force. */
    private static final Duration ADOPTION_LIMIT = Duration.ofSeconds(5);

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(6);
    /** How long an end that has begun may take until its exit code is there. */
    private static final Duration WITNESS_LIMIT = Duration.ofSeconds(1);

    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final int KILLED = ExitCode.SIGNAL_BASE + 9;

    private final LaunchPlan plan;
    private final LaunchTools tools;
    private final Engine engine;
    private final Signals signals;
    private final SandboxId id;
    private final SessionDirectory directory;
    private final AgentRun agentRun;
    private final DenialTally tally = new DenialTally();
    private final List<GatewayLink> links = new ArrayList<>();
    private final Optional<Process> adopted;
    private final boolean cleanedBehind;
    private final AuditTrail trail;
    private final Runnable preparation;
    private Optional<TerminalRepair> repair = Optional.empty();
    private boolean agentCertainlyGone = true;
    private boolean closed;

    /**
     * A run that is still to begin.
     *
     * @param claimed a gateway that waited, if there is one
     * @param cleanedBehind will somebody remove what is left when this run is over?
     * @param trail what it is written down with
     * @param preparation what must be done before the agent starts, and can be done while the gateway does
     */
    SandboxRun(
            LaunchPlan plan,
            LaunchTools tools,
            Signals signals,
            Optional<ClaimedGateway> claimed,
            boolean cleanedBehind,
            AuditTrail trail,
            Runnable preparation) {
        this.plan = plan;
        this.tools = tools;
        this.engine = tools.engine();
        this.signals = signals;
        this.id = plan.sandbox().id();
        this.agentRun = new AgentRun(engine, plan.sandbox());
        this.adopted = claimed.flatMap(ClaimedGateway::client);
        this.cleanedBehind = cleanedBehind;
        this.trail = trail;
        this.preparation = preparation;
        this.directory = claimed.map(ClaimedGateway::directory)
                .orElseGet(
                        () -> SessionDirectory.create(tools.host().locations().sessions(), id.session()));
    }

    /** Runs it, and returns the agent's exit code. */
    int run() throws InterruptedException {
        tools.timings().done("check");
        GatewayLink link = startGateway();
        int code = runAgent(plan.sandbox().agent().image());
        if (code == ExitCode.ENGINE_ERROR.code() && isServing(link)) {
            Optional<String> built = buildMissingImage();
            code = built.isPresent() ? runAgent(built.get()) : code;
        }
        tools.timings().done("agent, from start to exit");
        return end(link, code);
    }

    /** Two tries: the image may have to be built after the first. */
    private GatewayLink startGateway() throws InterruptedException {
        GatewayLink link = openGateway(adopted);
        prepareAgent();
        GatewayState state = link.awaitStart(adopted.isPresent() ? ADOPTION_LIMIT : START_LIMIT);
        if (adopted.isPresent() && !(state instanceof GatewayState.Serving)) {
            links.remove(link);
            link.close();
            engine.cleanup(id);
            link = openGateway(Optional.empty());
            state = link.awaitStart(START_LIMIT);
        }
        if (state instanceof GatewayState.Lost && diagnose(link) == Diagnosis.IMAGE_MISSING) {
            links.remove(link);
            link.close();
            tools.printer().say("the gateway's image isn't built yet; building it, once");
            tools.builder().build(ImageKind.GATEWAY, BuildOptions.cached(plan.certificates()));
            link = openGateway(Optional.empty());
            state = link.awaitStart(START_LIMIT);
        }
        return switch (state) {
            case GatewayState.Serving(var steps) -> {
                tools.timings().done("gateway, from start to ready");
                tools.timings().within("gateway", steps);
                yield link;
            }
            case GatewayState.Lost(String reason, var ignored) -> throw failedStart(link, reason);
            case GatewayState.Starting() ->
                throw failedStart(link, "the gateway wasn't ready within " + START_LIMIT.toSeconds() + " s");
            case GatewayState.Draining(), GatewayState.Drained() ->
                throw failedStart(link, "the gateway ended before it was needed");
        };
    }

    /** What only the agent needs, while the gateway starts. */
    private void prepareAgent() throws InterruptedException {
        preparation.run();
        directory.write(plan.files());
        for (SessionState state : plan.state()) {
            state.begin(directory.path()).forEach(tools.printer()::warn);
        }
        repair = plan.sandbox().agent().terminal() ? Optional.of(TerminalRepair.remember()) : Optional.empty();
        tools.timings().done("prepare, while the gateway starts");
    }

    private GatewayLink openGateway(Optional<Process> waiting) {
        Process gateway = waiting.orElseGet(() -> engine.setup(plan.sandbox()));
        GatewayLink link = GatewayLink.open(gateway, plan.start(), this::note, agentRun::gatewayLost);
        links.add(link);
        return link;
    }

    private void note(Event event) {
        tally.record(event);
        trail.record(event);
    }

    private Diagnosis diagnose(GatewayLink link) {
        return engine.diagnose(link.diagnostics());
    }

    private CliException failedStart(GatewayLink link, String reason) {
        String said = link.diagnostics();
        if (diagnose(link) == Diagnosis.UNAVAILABLE) {
            links.remove(link);
            link.close();
            return new CliException(
                    ExitCode.ENGINE_UNAVAILABLE,
                    said,
                    "start the container engine, and make sure that you may use it: " + engine.program() + " version");
        }
        if (diagnose(link) == Diagnosis.PORT_TAKEN) {
            return new CliException(
                    ExitCode.GATEWAY_FAILED,
                    "no agent was started, since a port can't be published on this machine: " + said,
                    "end the program that has it, or choose another port: --publish HOSTPORT:PORT");
        }
        return new CliException(
                ExitCode.GATEWAY_FAILED,
                "no agent was started: " + reason + (said.isEmpty() ? "" : "\n" + said),
                "if the gateway's image is damaged, build it again: rustyolo build --no-cache");
    }

    private int runAgent(String image) throws InterruptedException {
        signals.check();
        boolean terminal = plan.sandbox().agent().terminal();
        new Neighbours(tools.host().locations().sessionsOfAllEngines())
                .admit(
                        directory.path(),
                        plan.workspace().mounts(),
                        plan.workspace().exempt());
        Process client = agentRun.start(image);
        agentCertainlyGone = false;
        if (!signals.enterUnlessReceived(new SignalPhase.Running(client, terminal, agentRun))) {
            client.destroy();
            agentRun.signalled();
        }
        tools.begun().run();
        int code = client.waitFor();
        signals.enter(new SignalPhase.CleaningUp());
        agentCertainlyGone = agentRun.isGone(code);
        if (repair.isPresent()) {
            repair.get().afterAgent();
            if (code == KILLED) {
                repair.get().afterKill(tools.printer());
            }
        }
        return code;
    }

    /** If the agents' image is the reason why the engine failed: the one that is there now. */
    private Optional<String> buildMissingImage() throws InterruptedException {
        String image = plan.sandbox().agent().image();
        if (tools.images().has(image)) {
            return Optional.empty();
        }
        if (!plan.ownImage()) {
            throw new CliException(
                    ExitCode.IMAGE_FAILED,
                    "the image " + image + " isn't there, and it isn't rustyolo's to build or fetch",
                    engine.program() + " pull " + image);
        }
        signals.enter(new SignalPhase.Launching(Thread.currentThread()));
        tools.printer().say("the image " + image + " is gone; building it again");
        return Optional.of(tools.builder().restoreAgent(plan.certificates(), plan.agents()));
    }

    private int end(GatewayLink link, int code) throws InterruptedException {
        agentRun.over();
        if (!agentCertainlyGone) {
            engine.stopAgent(id);
        }
        List<RefusedConnection> refused = isServing(link) ? engine.refusedConnections(id) : List.of();
        trail.refused(refused);
        GatewayState state = link.drain(DRAIN_LIMIT);
        String ending = state instanceof GatewayState.Lost && !link.awaitEnd(WITNESS_LIMIT) ? link.ending() : "";
        close();
        tools.timings().done("clean-up");
        tally.warnings().forEach(tools.printer()::warn);
        new DenialSummary(plan.policy().get()).lines(tally, refused).forEach(tools.printer()::say);
        if (state instanceof GatewayState.Lost(String reason, boolean whileServing) && whileServing) {
            throw new CliException(
                    ExitCode.GATEWAY_FAILED,
                    "the session was ended because its gateway was lost: " + reason + ending + "\n"
                            + link.diagnostics(),
                    "start it again; if this happens again, report it with these lines");
        }
        if (!(state instanceof GatewayState.Drained)) {
            tools.printer().warn("the gateway didn't finish: the end of uploads under way may be lost");
        }
        OptionalInt signal = agentRun.forced();
        if (signal.isPresent()) {
            tools.printer().warn("the agent didn't end when it was told to, and was removed");
            return ExitCode.SIGNAL_BASE + signal.getAsInt();
        }
        return code;
    }

    private static boolean isServing(GatewayLink link) {
        return link.state() instanceof GatewayState.Serving;
    }

    private static boolean isDrained(GatewayLink link) {
        return link.state() instanceof GatewayState.Drained;
    }

    /**
     * Leaves nothing behind; what can't be removed keeps its directory, by which the next start finds it. So does what an
     * engine may yet make whose client was cut off.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        signals.enter(new SignalPhase.CleaningUp());
        boolean interrupted = Thread.interrupted();
        agentRun.over();
        boolean clean = agentCertainlyGone;
        boolean cutOff = agentRun.wasCutOff();
        if (clean && cleanedBehind && links.stream().allMatch(SandboxRun::isDrained)) {
            links.forEach(GatewayLink::leave);
            if (tools.takeBack(directory.path())) {
                directory.handOver();
            } else {
                directory.abandon();
            }
            return;
        }
        try {
            for (GatewayLink link : links) {
                link.close();
                clean &= link.awaitEnd(END_LIMIT);
            }
        } catch (InterruptedException e) {
            clean = false;
            interrupted = true;
        }
        for (GatewayLink link : links) {
            cutOff |= link.cutOff();
        }
        if (!clean && !engine.cleanup(id)) {
            tools.printer().warn("what is left of this session can't be removed now; the next start tries again");
            directory.abandon();
        } else if (!tools.takeBack(directory.path())) {
            directory.abandon();
        } else if (cutOff) {
            directory.handOver();
        } else {
            directory.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
