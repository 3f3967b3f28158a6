package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.audit.AuditTrail;
import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.session.DenialSummary;
import dev.rustyolo.cli.session.DenialTally;
import dev.rustyolo.cli.session.GatewayLink;
import dev.rustyolo.cli.session.GatewayState;
import dev.rustyolo.cli.session.Neighbours;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.state.SessionState;
import dev.rustyolo.protocol.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One run of a plan, and what must be undone after it: gateway first, the agent only when the gateway has said that it
 * is ready, and everything gone at the end. Whatever fails on the way, no agent is left with a way out.
 */
final class SandboxRun implements AutoCloseable {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(6);
    /** How long an end that has begun may take until its exit code is there. */
    private static final Duration WITNESS_LIMIT = Duration.ofSeconds(1);

    private static final int KILLED = ExitCode.SIGNAL_BASE + 9;

    private final LaunchPlan plan;
    private final LaunchTools tools;
    private final Engine engine;
    private final Signals signals;
    private final SandboxId id;
    private final SessionDirectory directory;
    private final AgentRun agentRun;
    private final DenialTally tally = new DenialTally();
    private final GatewayRun gateway;
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
        this.cleanedBehind = cleanedBehind;
        this.trail = trail;
        this.preparation = preparation;
        this.gateway =
                new GatewayRun(plan, tools, claimed.flatMap(ClaimedGateway::client), this::note, agentRun::gatewayLost);
        this.directory = claimed.map(ClaimedGateway::directory)
                .orElseGet(
                        () -> SessionDirectory.create(tools.host().locations().sessions(), id.session()));
    }

    /** Runs it, and returns the agent's exit code. */
    int run() throws InterruptedException {
        tools.timings().done("check");
        GatewayLink link = gateway.start(this::prepareAgent);
        int code = runAgent(plan.sandbox().agent().image());
        if (code == ExitCode.ENGINE_ERROR.code() && isServing(link)) {
            Optional<String> built = buildMissingImage();
            code = built.isPresent() ? runAgent(built.get()) : code;
        }
        tools.timings().done("agent, from start to exit");
        return end(link, code);
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

    private void note(Event event) {
        tally.record(event);
        trail.record(event);
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
        if (clean && cleanedBehind && gateway.isDrained()) {
            gateway.leave();
            if (tools.takeBack(directory.path())) {
                directory.handOver();
            } else {
                directory.abandon();
            }
            return;
        }
        try {
            clean &= gateway.end();
        } catch (InterruptedException e) {
            clean = false;
            interrupted = true;
        }
        cutOff |= gateway.cutOff();
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
