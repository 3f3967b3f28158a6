package dev.rustyolo.gateway.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import org.xbill.DNS.Type;

/**
 * Tells a look-up from its questions: a program that looks a name up asks for A, AAAA and maybe HTTPS (RFC 9460) at the
 * same time, and the person wants to know how often it was tried, not how many questions that took.
 */
final class LookupTally {
    private static final Duration TOGETHER = Duration.ofSeconds(2);
    private static final int MOST_NAMES = 256;
    private static final Set<Integer> OF_A_LOOKUP = Set.of(Type.A, Type.AAAA, Type.HTTPS);

    private record Asked(Instant since, Set<Integer> types) {}

    private final Clock clock;
    private final LinkedHashMap<String, Asked> recent = new LinkedHashMap<>();

    LookupTally(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes a question.
     *
     * @return is it a look-up of its own, not the other half of one that was counted already?
     */
    synchronized boolean isAnother(String name, int type) {
        if (!OF_A_LOOKUP.contains(type)) {
            return true;
        }
        Instant now = clock.instant();
        Asked asked = recent.get(name);
        if (asked != null
                && now.isBefore(asked.since().plus(TOGETHER))
                && asked.types().add(type)) {
            return false;
        }
        recent.remove(name);
        if (recent.size() >= MOST_NAMES) {
            recent.pollFirstEntry();
        }
        recent.put(name, new Asked(now, new HashSet<>(Set.of(type))));
        return true;
    }
}
