package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Sandbox;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.state.SessionState;
import dev.rustyolo.cli.workspace.Workspace;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.protocol.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A run, checked and decided down to the last argument, before anything has been touched.
 *
 * @param sandbox what the engine is to run
 * @param start what the gateway is told first
 * @param policy makes the same rules, for explaining afterwards what was blocked
 * @param workspace the directories of the host in it
 * @param state the directory of agents' state that the session begins with: one, or none where it is shared
 * @param files what the session writes for itself
 * @param maskedEnvironment the agent's environment, for showing
 * @param lines what the person is told
 * @param audit what is written down about it
 * @param ownImage is the agents' image the one that we build?
 * @param agents what must be installed in it, if it is ours: one agent, or none when another program runs
 * @param certificates the person's file of certificates: none or one
 */
public record LaunchPlan(
        Sandbox sandbox,
        Command.Start start,
        Supplier<Policy> policy,
        Workspace workspace,
        List<SessionState> state,
        List<SessionFile> files,
        List<String> maskedEnvironment,
        StartUpLines lines,
        AuditPlan audit,
        boolean ownImage,
        List<String> agents,
        List<Path> certificates) {
    /** Copies the lists. */
    public LaunchPlan {
        state = List.copyOf(state);
        files = List.copyOf(files);
        maskedEnvironment = List.copyOf(maskedEnvironment);
        agents = List.copyOf(agents);
        certificates = List.copyOf(certificates);
    }

    /** The same with more files. */
    public LaunchPlan with(List<SessionFile> more) {
        List<SessionFile> all = new ArrayList<>(files);
        all.addAll(more);
        return with(sandbox, all, lines);
    }

    /** The same, with more to tell the person. */
    public LaunchPlan telling(List<String> more) {
        return with(sandbox, files, lines.telling(more));
    }

    /** The same, its published ports used from that address. */
    public LaunchPlan usedFrom(String machine) {
        return with(sandbox.usedFrom(machine), files, lines);
    }

    /** The same from another image. */
    public LaunchPlan running(String image) {
        return with(sandbox.running(image), files, lines);
    }

    private LaunchPlan with(Sandbox otherSandbox, List<SessionFile> otherFiles, StartUpLines otherLines) {
        return new LaunchPlan(
                otherSandbox,
                start,
                policy,
                workspace,
                state,
                otherFiles,
                maskedEnvironment,
                otherLines,
                audit,
                ownImage,
                agents,
                certificates);
    }
}
