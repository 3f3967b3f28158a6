package dev.rustyolo.e2e.soak;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import java.time.Duration;
import java.util.List;

/** What goes wrong on the way between a gateway and the lab, one thing after the other, with a rest in between. */
final class Faults {
    private static final Duration REST = Duration.ofSeconds(20);
    private static final String PORTS = "tcp sport { 80, 443, 8443 }";

    /**
     * A fault.
     *
     * @param name for the record
     * @param seconds how long it lasts
     * @param begin the engine client's words that cause it
     * @param end and those that end it
     */
    private record Fault(String name, int seconds, List<String> begin, List<String> end) {}

    private final List<Fault> all;

    Faults(Lab lab) {
        String dns = lab.dns().container();
        String origin = lab.allowed().container();
        all = List.of(
                new Fault("name server pauses", 8, List.of("pause", dns), List.of("unpause", dns)),
                output(origin, "connections are reset", 2, PORTS + " ct state established reject with tcp reset"),
                output(
                        origin,
                        "origin is down",
                        5,
                        "tcp flags & (syn | ack) == (syn | ack) " + PORTS + " reject with tcp reset"),
                output(origin, "origin is silent", 12, PORTS + " drop"),
                output(origin, "packets are lost", 10, PORTS + " numgen random mod 10 == 0 drop"),
                new Fault("origin pauses", 6, List.of("pause", origin), List.of("unpause", origin)));
    }

    private static Fault output(String node, String name, int seconds, String rule) {
        String table = "add table inet fault; add chain inet fault out { type filter hook output priority 10; };"
                + " add rule inet fault out " + rule;
        return new Fault(
                name,
                seconds,
                List.of("exec", node, "nft", table),
                List.of("exec", node, "nft", "delete table inet fault"));
    }

    /**
     * Causes one after the other until the time is up, and leaves none behind.
     *
     * @return how many there were
     */
    int causeUntil(long deadline) throws InterruptedException {
        int count = 0;
        while (rest(REST, deadline)) {
            Fault fault = all.get(count++ % all.size());
            Docker.run(fault.begin().toArray(String[]::new));
            try {
                rest(Duration.ofSeconds(fault.seconds()), deadline);
            } finally {
                Docker.run(fault.end().toArray(String[]::new));
            }
        }
        return count;
    }

    /** Waits; false when the time is up. */
    private static boolean rest(Duration duration, long deadline) throws InterruptedException {
        long millis = Math.min(duration.toMillis(), (deadline - System.nanoTime()) / 1_000_000);
        if (millis > 0) {
            Thread.sleep(millis);
        }
        return System.nanoTime() < deadline;
    }
}
