package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.time.Duration;

/** Reads lengths of time: a number with s, m or h behind it, or 0. */
public final class Durations {
    /** How long a gateway waits for the next session unless told. */
    public static final Duration WARM = Duration.ofMinutes(30);

    private static final long LONGEST_SECONDS = 86_400;

    private Durations() {}

    /**
     * Reads one.
     *
     * @param option the option it was given with, for the error
     * @param typed the text, or the empty string for {@link #WARM}
     */
    public static Duration parse(String option, String typed) {
        if (typed.isEmpty()) {
            return WARM;
        }
        if (typed.equals("0")) {
            return Duration.ZERO;
        }
        int unit = switch (typed.charAt(typed.length() - 1)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            default -> 0;
        };
        long number = Numbers.parse(typed.substring(0, typed.length() - 1), LONGEST_SECONDS);
        if (unit == 0 || number < 1 || number * unit > LONGEST_SECONDS) {
            throw CliException.usage(
                    "can't use " + option + " " + Text.quote(typed) + ": it isn't a time up to a day",
                    "write for example " + option + " 30m (units: s, m, h), or 0 for none");
        }
        return Duration.ofSeconds(number * unit);
    }
}
