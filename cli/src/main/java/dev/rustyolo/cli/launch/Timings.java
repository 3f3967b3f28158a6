package dev.rustyolo.cli.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long each step of a run took, on one clock that never goes back. */
public final class Timings {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Step(String name, long millis) {}

    private final List<Step> steps = new ArrayList<>();
    private final long begin;
    private long last;

    /**
     * Begins with a moment that has passed.
     *
     * @param begin a reading of {@link System#nanoTime}
     */
    public Timings(long begin) {
        this.begin = begin;
        this.last = begin;
    }

    /** A step ends now; it began when the one before ended. */
    public void done(String step) {
        long now = System.nanoTime();
        steps.add(new Step(step, (now - last) / NANOS_PER_MILLI));
        last = now;
    }

    /** Steps within the last one, by someone else's clock. */
    public void within(String who, Map<String, Long> millis) {
        millis.forEach((step, time) -> steps.add(new Step("  " + who + ": " + step, time)));
    }

    /** One line for each step, and the sum. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            lines.add(line(step.name(), step.millis()));
        }
        lines.add(line("together", (last - begin) / NANOS_PER_MILLI));
        return lines;
    }

    private static String line(String name, long millis) {
        String number = Long.toString(millis);
        return " ".repeat(Math.max(0, 8 - number.length())) + number + " ms  " + name;
    }
}
