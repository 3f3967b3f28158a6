package dev.rustyolo.gateway.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a look-up.
 *
 * @param found its addresses, IPv4 first
 * @param problem why there is none; empty when there is one
 * @param seconds for how long this holds
 */
record Resolved(List<InetAddress> found, String problem, long seconds) {
    /**
     * For how long a failure holds (RFC 9520), so that connections to a name that doesn't resolve are not as many
     * questions, and whoever has just repaired it doesn't wait.
     */
    static final long FAILURE_SECONDS = 5;

    static final long MAX_SECONDS = 60;

    /** How one family's question ended. */
    sealed interface Family {}

    record Answered(UpstreamQuery.Answer answer) implements Family {}

    record Failed(String why) implements Family {}

    Resolved {
        found = List.copyOf(found);
    }

    static Resolved failure(String problem) {
        return new Resolved(List.of(), problem, FAILURE_SECONDS);
    }

    /** Puts both families together: what one has counts, whatever became of the other. */
    static Resolved of(String name, Family four, Family six) {
        var found = new ArrayList<InetAddress>();
        long seconds = MAX_SECONDS;
        boolean exists = true;
        for (Family family : List.of(four, six)) {
            switch (family) {
                case Answered(UpstreamQuery.Answer answer) -> {
                    found.addAll(answer.addresses());
                    seconds = Math.clamp(answer.ttlSeconds(), 0, seconds);
                    exists &= answer.exists();
                }
                // It may have more to say when it is asked again.
                case Failed _ -> seconds = Math.min(seconds, FAILURE_SECONDS);
            }
        }
        if (!found.isEmpty()) {
            return new Resolved(found, "", seconds);
        }
        String why = Stream.of(four, six)
                .filter(Failed.class::isInstance)
                .map(family -> ((Failed) family).why())
                .findFirst()
                .orElse(exists ? name + " has no address" : "there is no such name (NXDOMAIN)");
        return failure(why);
    }

    /** @throws IOException when there is none, with the reason */
    UpstreamResolver.Addresses addresses() throws IOException {
        if (found.isEmpty()) {
            throw new IOException(problem);
        }
        return new UpstreamResolver.Addresses(found, true);
    }
}
