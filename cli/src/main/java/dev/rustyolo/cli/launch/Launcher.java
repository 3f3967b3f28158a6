package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.session.StaleSessions;
import java.util.List;

/** Carries plans out. */
public final class Launcher {
    private final LaunchTools tools;

    /**
     * Launches with those tools.
     *
     * @param tools what a launch works with
     */
    public Launcher(LaunchTools tools) {
        this.tools = tools;
    }

    /**
     * Runs the plan to its end.
     *
     * @return the agent's exit code
     * @throws CliException when there was no run, or the gateway was lost during it
     */
    public int launch(LaunchPlan plan) {
        try (Signals signals = Signals.take()) {
            return launch(plan, signals);
        }
    }

    private int launch(LaunchPlan plan, Signals signals) {
        try {
            prepare(plan);
            try (SandboxRun run = new SandboxRun(plan, tools, signals)) {
                int code = run.run();
                signals.check();
                return code;
            }
        } catch (InterruptedException e) {
            signals.check();
            throw new IllegalStateException("interrupted by nobody", e);
        } catch (CliException e) {
            signals.check();
            throw e;
        }
    }

    private void prepare(LaunchPlan plan) throws InterruptedException {
        String owner = plan.sandbox().id().owner();
        List<String> stale = StaleSessions.sweep(
                tools.host().locations().sessions(),
                name -> tools.engine().cleanupOrphaned(new SandboxId(name, owner)));
        if (!stale.isEmpty()) {
            tools.printer().say("removed what an earlier session left when it crashed: " + String.join(", ", stale));
        }
        if (plan.ownImage()) {
            tools.builder().bringAgentUpToDate(plan.certificates());
        }
        plan.workspace()
                .prepare(plan.sandbox().agent().user(), tools.host().account().isRoot());
        plan.lines().warnings().forEach(tools.printer()::warn);
        plan.lines().notes().forEach(tools.printer()::say);
    }
}
