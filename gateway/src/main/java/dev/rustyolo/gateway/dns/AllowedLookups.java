package dev.rustyolo.gateway.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Which look-ups of allowed names are worth telling: a program may ask thousands of times a second, and what is told of
 * that must not crowd out what was refused. So each name is told once a minute, and few at once.
 */
final class AllowedLookups {
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_NAMES = 1024;
    private static final int MOST_A_SECOND = 50;

    private final Clock clock;
    private final LinkedHashMap<String, Instant> told = new LinkedHashMap<>();
    private Instant second = Instant.MIN;
    private int inSecond;

    AllowedLookups(Clock clock) {
        this.clock = clock;
    }

    /** Notes a look-up, and returns whether it is to be told. */
    synchronized boolean isNews(String name) {
        Instant now = clock.instant();
        Instant last = told.get(name);
        if (last != null && now.isBefore(last.plus(AGAIN))) {
            return false;
        }
        if (!now.isBefore(second.plus(SECOND))) {
            second = now;
            inSecond = 0;
        }
        if (inSecond == MOST_A_SECOND) {
            return false;
        }
        inSecond++;
        told.remove(name);
        if (told.size() >= MOST_NAMES) {
            told.pollFirstEntry();
        }
        told.put(name, now);
        return true;
    }
}
