package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.audit.AuditLevel;
import dev.rustyolo.cli.engine.AgentSpec;
import dev.rustyolo.cli.engine.Limits;
import java.util.ArrayList;
import java.util.List;

/** What the person is told about a run beside the rest, when they want to know more. */
public final class Details {
    private static final int MEGABYTES = 20;

    private Details() {}

    /** The lines. */
    public static List<String> of(LaunchPlan plan) {
        AgentSpec agent = plan.sandbox().agent();
        Limits limits = agent.limits();
        List<String> lines = new ArrayList<>();
        String session = plan.sandbox().id().session();
        lines.add("session " + session
                + (plan.audit().level() == AuditLevel.NONE
                        ? ", which leaves no log"
                        : "; its log, " + plan.audit().level().word() + ": rustyolo logs " + session));
        lines.add("image: " + agent.image() + ", as user " + agent.user());
        lines.add("limits: memory " + size(limits.memoryBytes()) + ", processors "
                + (limits.cpus().isEmpty() ? "unlimited" : limits.cpus()) + ", processes "
                + (limits.processes() == Limits.UNLIMITED ? "unlimited" : String.valueOf(limits.processes()))
                + ", /tmp " + size(agent.space().temporary()) + ", /dev/shm "
                + size(agent.space().shared()));
        lines.add("seccomp profile: "
                + (agent.seccomp().isEmpty()
                        ? "none"
                        : agent.seccomp().getFirst().toString()));
        lines.add("DNS servers that the gateway asks: "
                + words(plan.start().dnsServers(), "those that the engine knows"));
        lines.add("all rules that allow: " + words(plan.audit().subject().allow(), "none"));
        lines.add("all rules that deny: " + words(plan.audit().subject().deny(), "none"));
        return List.copyOf(lines);
    }

    private static String size(long bytes) {
        return bytes == Limits.UNLIMITED ? "unlimited" : (bytes >> MEGABYTES) + "m";
    }

    private static String words(List<String> words, String none) {
        return words.isEmpty() ? none : String.join(" ", words);
    }
}
