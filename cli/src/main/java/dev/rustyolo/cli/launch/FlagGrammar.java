package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.audit.AuditLevel;
import dev.rustyolo.cli.engine.Limits;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.image.ImageKind;
import dev.rustyolo.cli.workspace.Volume;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Text;
import java.util.List;

/**
 * The grammar of the options' values for whoever has them from somewhere else than the command line: the same parsers,
 * so the same errors. Looks at nothing but the text. Each throws a {@link CliException} for what it can't read.
 */
public final class FlagGrammar {
    /** The bound of an option that is not given and has no bound then. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    private static final double HUNDREDTHS = 100;

    private FlagGrammar() {}

    /** {@return the words of an option that takes a list} */
    public static List<String> words(String text) {
        return Words.in(List.of(text));
    }

    /** A list of what may be reached: domains and addresses. */
    public static void allowed(String text) {
        AllowList.of(List.of(text));
    }

    /** A list of domains that may not be reached. */
    public static void denied(String text) {
        Egress.rules(Egress.denied(List.of(text)), "--deny-domains");
    }

    /** One domain that comes with an agent. */
    public static void domain(String key, String text) {
        if (Literal.looksLikeOne(text)) {
            throw CliException.usage(
                    key + ": " + Text.quote(text) + " is an address, and an agent's services have names",
                    "allow the address with --allow-domains");
        }
        Egress.rules(List.of(text), key);
    }

    /** The range of the sandbox's own addresses. */
    public static void pool(String text) {
        InsideAddresses.typed(text);
    }

    /** A list of servers' addresses. */
    public static void dnsServers(String text) {
        Egress.addresses(List.of(text));
    }

    /** A list of ranges. */
    public static void ranges(String text) {
        Egress.ranges(List.of(text));
    }

    /** An engine's network. */
    public static void network(String text) {
        NetworkName.check(text);
    }

    /** A volume; whether its source exists isn't looked at. */
    public static void volume(String text) {
        Volume.destination(text);
    }

    /** A variable; whether the host has it isn't looked at. */
    public static void variable(String text) {
        AgentEnvironment.check(text);
    }

    /** A file or directory of an agent's state. */
    public static void statePath(String key, String text) {
        StatePlan.requirePath(key, text);
    }

    /** An image's name. */
    public static void image(String text) {
        ImageName.check(text);
    }

    /** {@return the image when none is given} */
    public static String defaultImage() {
        return ImageKind.AGENT.latest();
    }

    /** {@return the bytes of a size; for the empty text, those of the default} */
    public static long memory(String text) {
        return limits(text, "", "").memoryBytes();
    }

    /** {@return hundredths of a processor, or {@link #UNBOUNDED} for all of them, as for the empty text} */
    public static long cpus(String text) {
        String cpus = limits("", text, "").cpus();
        return cpus.isEmpty() ? UNBOUNDED : Math.round(Double.parseDouble(cpus) * HUNDREDTHS);
    }

    /** {@return the number of processes; for the empty text, the default} */
    public static long processes(String text) {
        return limits("", "", text).processes();
    }

    /** {@return the bytes of /tmp; for the empty text, those of the default} */
    public static long temporary(String text) {
        return LimitOptions.space(new LimitsRequest("", "", "", text, "")).temporary();
    }

    /** {@return the bytes of /dev/shm; for the empty text, those of the default} */
    public static long shared(String text) {
        return LimitOptions.space(new LimitsRequest("", "", "", "", text)).shared();
    }

    /** GPUs. */
    public static void gpus(String text) {
        GpuChoice.check(text);
    }

    /** A text for the agent. */
    public static void message(String text) {
        InjectedMessage.check(text);
    }

    /** {@return how little a log has in it; for the empty text, how little the default has} */
    public static long auditLog(String text) {
        return AuditLevel.parse(text).silence();
    }

    /** {@return what a log has in it when nothing is said} */
    public static String defaultAuditLog() {
        return AuditLevel.parse("").word();
    }

    private static Limits limits(String memory, String cpus, String processes) {
        return LimitOptions.limits(new LimitsRequest(memory, cpus, processes, "", ""));
    }
}
