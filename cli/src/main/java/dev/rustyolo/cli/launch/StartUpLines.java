package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.MountSafety;
import dev.rustyolo.cli.workspace.SandboxPaths;
import dev.rustyolo.cli.workspace.Workspace;
import dev.rustyolo.policy.Pool;
import dev.rustyolo.policy.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the person is told before the agent starts.
 *
 * @param notes what the sandbox may reach and see
 * @param warnings what they should not overlook
 */
public record StartUpLines(List<String> notes, List<String> warnings) {
    private static final int SHOWN = 20;

    /** Copies the lists. */
    public StartUpLines {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** With more warnings, behind those that are there. */
    StartUpLines warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new StartUpLines(notes, all);
    }

    /** With more notes, behind those that are there. */
    StartUpLines telling(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new StartUpLines(all, warnings);
    }

    static StartUpLines of(
            Egress egress,
            String agent,
            Workspace workspace,
            StatePlan state,
            MountSafety safety,
            UserChoice user,
            Host host,
            EngineAddress engine) {
        List<String> notes = new ArrayList<>(network(egress, agent));
        List<String> warnings = new ArrayList<>(user.warnings());
        warnings.addAll(egress.warnings());
        warnings.addAll(state.warnings());
        for (BindMount mount : workspace.mounts()) {
            safety.overridden(mount.source())
                    .ifPresent(reason -> warnings.add(
                            "UNSAFE MOUNT, allowed by --allow-unsafe-mount: " + mount.source() + " (" + reason + ")"));
            if (!mount.destination().equals(SandboxPaths.HOME) && !state.isOwn(mount)) {
                notes.add("mount: " + mount.source() + " at " + mount.destination()
                        + (mount.readOnly() ? " (read-only)" : ""));
            }
            if (mount.source().startsWith(sshDirectory(host))) {
                warnings.add(mount.source() + " is mounted" + (mount.readOnly() ? " read-only, and still" : " and")
                        + " readable: the agent can read the keys in it and send them to any allowed domain");
            }
        }
        notes.addAll(state.notes());
        if (engine.socket().isEmpty()) {
            warnings.add("the engine (" + engine.text() + ") may be on another machine; mounts are then that machine's"
                    + " files");
        }
        String otherGateway = host.variable(LaunchPlanner.OTHER_GATEWAY);
        if (!otherGateway.isEmpty()) {
            warnings.add(
                    "THE GATEWAY IS NOT RUSTYOLO'S OWN: " + LaunchPlanner.OTHER_GATEWAY + " names " + otherGateway);
        }
        return new StartUpLines(notes, warnings);
    }

    private static List<String> network(Egress egress, String agent) {
        List<String> lines = new ArrayList<>();
        if (egress.offline()) {
            lines.add("offline: nothing can be reached");
            return lines;
        }
        if (!egress.agentRules().isEmpty()) {
            lines.add("allowed domains that come with " + agent + ": " + shown(egress.agentRules()));
        }
        if (!egress.plan().literals().isEmpty()) {
            lines.add("allowed addresses, whatever is said to them: "
                    + String.join(", ", Egress.texts(egress.plan().literals())));
        }
        if (egress.plan().pool() != Pool.BENCHMARKING) {
            lines.add("the sandbox's own addresses are of " + egress.plan().pool() + ", and those of "
                    + Pool.BENCHMARKING + " are taken for real servers'");
        }
        lines.add(
                egress.userRules().isEmpty()
                        ? "allowed domains: none" + (egress.agentRules().isEmpty() ? "" : " beside these")
                                + " (add some with --allow-domains)"
                        : "allowed domains: " + shown(egress.userRules()));
        if (!egress.denyRules().isEmpty()) {
            lines.add("denied domains: " + shown(egress.denyRules()));
        }
        if (!egress.allowPrivate().isEmpty()) {
            lines.add("allowed private addresses: " + String.join(", ", Egress.texts(egress.allowPrivate())));
        }
        return lines;
    }

    private static String shown(List<Rule> rules) {
        List<String> texts = Egress.texts(rules.subList(0, Math.min(SHOWN, rules.size())));
        String more = rules.size() > SHOWN ? " and " + (rules.size() - SHOWN) + " more" : "";
        return String.join(", ", texts) + more;
    }

    private static Path sshDirectory(Host host) {
        return CanonicalPath.of(host.home().resolve(".ssh"));
    }
}
