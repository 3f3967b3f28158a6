package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import dev.rustyolo.protocol.Event;
import java.util.Locale;

/** How much of a session is written down. */
public enum AuditLevel {
    /** All that the gateway decides. */
    VERBOSE,
    /** What was refused, what went wrong, and when the session began and ended. */
    BASIC,
    /** Nothing: there is no file. */
    NONE;

    /**
     * Reads the option's value.
     *
     * @param typed as typed; empty for the default
     */
    public static AuditLevel parse(String typed) {
        if (typed.isEmpty()) {
            return BASIC;
        }
        for (AuditLevel level : values()) {
            if (level.word().equals(typed)) {
                return level;
            }
        }
        throw CliException.usage(
                "can't use --audit-log " + Text.quote(typed), "write --audit-log none, basic or verbose");
    }

    /** What people type. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How little it tells: the greater, the less. */
    public int silence() {
        return switch (this) {
            case VERBOSE -> 0;
            case BASIC -> 1;
            case NONE -> 2;
        };
    }

    boolean wants(Event event) {
        return switch (event) {
            case Event.Denied _, Event.Warning _, Event.Dropped _, Event.Fatal _ -> this != NONE;
            case Event.LookedUp _, Event.Opened _, Event.Closed _ -> this == VERBOSE;
            case Event.Standby _, Event.Ready _, Event.Alive _, Event.Drained _ -> false;
        };
    }
}
