package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Limits;
import dev.rustyolo.cli.engine.TemporarySpace;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads the limits. What looks like "no limit" to an engine (0, -1) is never passed on: there is a word for that. */
final class LimitOptions {
    private static final long DEFAULT_MEMORY = 4L << 30;
    private static final long LEAST_MEMORY = 64L << 20;
    private static final long MOST_MEMORY = 1L << 50;
    private static final long DEFAULT_PROCESSES = 1024;
    private static final long LEAST_PROCESSES = 16;
    private static final long MOST_PROCESSES = 4_194_304;
    private static final long MOST_CPUS = 4096;
    private static final int CPU_DECIMALS = 2;
    private static final long DEFAULT_TEMPORARY = 1L << 30;
    private static final long DEFAULT_SHARED = 64L << 20;
    private static final long LEAST_SPACE = 1L << 20;
    private static final String UNLIMITED = "unlimited";

    private LimitOptions() {}

    static Limits limits(LimitsRequest request) {
        return new Limits(memory(request.memory()), cpus(request.cpus()), processes(request.processes()));
    }

    static TemporarySpace space(LimitsRequest request) {
        return new TemporarySpace(
                request.temporary().isEmpty()
                        ? DEFAULT_TEMPORARY
                        : size("--tmp-size", request.temporary(), LEAST_SPACE, "--tmp-size 2g"),
                request.shared().isEmpty()
                        ? DEFAULT_SHARED
                        : size("--shm-size", request.shared(), LEAST_SPACE, "--shm-size 256m"));
    }

    /** What the person should not overlook. */
    static List<String> warnings(Limits limits) {
        List<String> warnings = new ArrayList<>();
        if (limits.memoryBytes() == Limits.UNLIMITED) {
            warnings.add("MEMORY IS NOT BOUNDED: the agent can use up this machine's");
        }
        if (limits.processes() == Limits.UNLIMITED) {
            warnings.add("PROCESSES ARE NOT BOUNDED: the agent can make so many that nothing else starts");
        }
        return warnings;
    }

    private static long memory(String typed) {
        if (typed.isEmpty()) {
            return DEFAULT_MEMORY;
        }
        return typed.equals(UNLIMITED) ? Limits.UNLIMITED : size("--memory", typed, LEAST_MEMORY, "--memory 8g");
    }

    private static long size(String option, String typed, long least, String example) {
        int shift = shift(typed.charAt(typed.length() - 1));
        String digits = shift < 0 ? typed : typed.substring(0, typed.length() - 1);
        long number = Numbers.parse(digits, MOST_MEMORY);
        long bytes = number > MOST_MEMORY >> Math.max(0, shift) ? -1 : number << Math.max(0, shift);
        if (number < 0 || bytes < least) {
            throw CliException.usage(
                    "can't use " + option + " " + Text.quote(typed) + ": it isn't a size from " + (least >> 20)
                            + "m up",
                    "write for example " + example + " (units: b, k, m, g)");
        }
        return bytes;
    }

    private static int shift(char unit) {
        return switch (unit) {
            case 'b', 'B' -> 0;
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> -1;
        };
    }

    private static String cpus(String typed) {
        if (typed.isEmpty() || typed.equals(UNLIMITED)) {
            return "";
        }
        int dot = typed.indexOf('.');
        String whole = dot < 0 ? typed : typed.substring(0, dot);
        String part = dot < 0 ? "0" : typed.substring(dot + 1);
        long number = Numbers.parse(whole, MOST_CPUS);
        long decimals = part.length() > CPU_DECIMALS ? -1 : Numbers.parse(part, Long.MAX_VALUE);
        if (number < 0 || decimals < 0 || number + decimals == 0) {
            throw CliException.usage(
                    "can't use --cpus " + Text.quote(typed) + ": it isn't a number of processors above 0",
                    "write for example --cpus 2 or --cpus 1.5");
        }
        return typed;
    }

    private static long processes(String typed) {
        if (typed.isEmpty()) {
            return DEFAULT_PROCESSES;
        }
        if (typed.equals(UNLIMITED)) {
            return Limits.UNLIMITED;
        }
        long number = Numbers.parse(typed, MOST_PROCESSES);
        if (number < LEAST_PROCESSES) {
            throw CliException.usage(
                    "can't use --pids-limit " + Text.quote(typed) + ": it isn't a number from " + LEAST_PROCESSES
                            + " up",
                    "write for example --pids-limit 2048");
        }
        return number;
    }
}
