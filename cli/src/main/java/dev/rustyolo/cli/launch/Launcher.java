package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.audit.AuditLog;
import dev.rustyolo.cli.audit.AuditTrail;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Exclusively;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.session.StaleSessions;
import dev.rustyolo.cli.workspace.BindMount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Carries plans out. */
public final class Launcher {
    /** For whoever makes directories: that takes milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LaunchTools tools;
    private final Background background;

    /**
     * Launches with those tools.
     *
     * @param tools what a launch works with
     * @param background what is done when a launch is over
     */
    public Launcher(LaunchTools tools, Background background) {
        this.tools = tools;
        this.background = background;
    }

    /**
     * Runs the plan to its end.
     *
     * @param claimed the directory of a prepared gateway that has the plan's session, if there is one
     * @return the agent's exit code
     * @throws CliException when there was no run, or the gateway was lost during it
     */
    public int launch(LaunchPlan plan, Optional<ClaimedGateway> claimed) {
        try (Signals signals = Signals.take()) {
            return launch(plan, claimed, signals);
        }
    }

    private int launch(LaunchPlan plan, Optional<ClaimedGateway> claimed, Signals signals) {
        try {
            LaunchPlan ready = upToDate(plan, claimed);
            int code = logged(ready, claimed, signals, open(ready, claimed));
            if (background.wanted()) {
                background.start(plan.sandbox().gateway());
            }
            signals.check();
            return code;
        } catch (InterruptedException e) {
            signals.check();
            throw new IllegalStateException("interrupted by nobody", e);
        } catch (CliException e) {
            signals.check();
            throw e;
        }
    }

    private int logged(LaunchPlan plan, Optional<ClaimedGateway> claimed, Signals signals, AuditTrail trail)
            throws InterruptedException {
        try (trail) {
            Runnable preparation = () -> prepare(plan);
            try (SandboxRun run =
                    new SandboxRun(plan, tools, signals, claimed, background.wanted(), trail, preparation)) {
                int code = run.run();
                trail.ended(code, "");
                return code;
            } catch (CliException e) {
                trail.ended(e.exitCode(), e.what());
                throw e;
            }
        } finally {
            trail.problems().forEach(tools.printer()::warn);
        }
    }

    /** The plan with the image that has what it needs, by a name that nobody else can give to another one. */
    private LaunchPlan upToDate(LaunchPlan plan, Optional<ClaimedGateway> claimed) throws InterruptedException {
        if (!plan.ownImage()) {
            return plan;
        }
        try {
            return plan.running(tools.builder().bringAgentUpToDate(plan.certificates(), plan.agents()));
        } catch (InterruptedException | RuntimeException e) {
            claimed.ifPresent(ClaimedGateway::abandon);
            throw e;
        }
    }

    /** Returns what the run is written down with. */
    private AuditTrail open(LaunchPlan plan, Optional<ClaimedGateway> claimed) {
        try {
            return AuditLog.open(
                    plan.audit().level(),
                    plan.audit().subject(),
                    tools.host().locations().audit());
        } catch (RuntimeException e) {
            claimed.ifPresent(ClaimedGateway::abandon);
            throw e;
        }
    }

    private void prepare(LaunchPlan plan) {
        String owner = plan.sandbox().id().owner();
        Predicate<String> remove = name -> tools.engine().cleanupOrphaned(new SandboxId(name, owner));
        Path sessions = tools.host().locations().sessions();
        List<String> stale = StaleSessions.sweep(
                sessions,
                plan.sandbox().id().session(),
                name -> remove.test(name) && tools.takeBack(sessions.resolve(name)));
        new SpareGateways(tools.host().locations()).sweepUseless(remove);
        if (!stale.isEmpty()) {
            tools.printer().say("removed what an earlier session left when it crashed: " + String.join(", ", stale));
        }
        prepareWorkspace(plan);
        plan.lines().warnings().forEach(tools.printer()::warn);
        plan.lines().notes().forEach(tools.printer()::say);
    }

    /** One start at a time: two in a project that is new to us would both make what is missing. */
    private void prepareWorkspace(LaunchPlan plan) {
        Path lock = tools.host().locations().preparation();
        Runnable work = () -> {
            tools.host().locations().agentPlaces().add(writable(plan));
            plan.workspace()
                    .prepare(
                            plan.sandbox().agent().user(),
                            tools.host().account().isRoot());
        };
        if (!Exclusively.run(lock, PATIENCE, work)) {
            throw new CliException(
                    ExitCode.IO,
                    "another start has been making the agent's directories for " + PATIENCE.toSeconds() + " seconds",
                    "see whether a rustyolo is stopped or hangs, end it, and start again");
        }
    }

    /** What the agent may write to and isn't ours. */
    private List<Path> writable(LaunchPlan plan) {
        Path ours = CanonicalPath.of(tools.host().locations().state());
        return plan.workspace().mounts().stream()
                .filter(mount -> !mount.readOnly())
                .map(BindMount::source)
                .filter(source -> !source.startsWith(ours))
                .toList();
    }
}
