package dev.rustyolo.cli.session;

import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what a gateway refused, in bounded memory: an agent may try a million names. */
public final class DenialTally implements Journal {
    private static final int DIFFERENT_LIMIT = 2_000;
    private static final int WARNING_LIMIT = 20;

    /**
     * What was refused.
     *
     * @param layer where
     * @param name for which name; may be empty
     * @param port for which port; 0 when there is none
     * @param reason why, in the gateway's words
     */
    public record Denial(Layer layer, String name, int port, String reason) {}

    private final Map<Denial, Long> counts = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private long uncounted;

    @Override
    public synchronized void record(Event event) {
        switch (event) {
            case Event.Denied(Layer layer, String name, int port, String reason) ->
                count(new Denial(layer, name, port, reason));
            case Event.Dropped(long count) -> uncounted += count;
            case Event.Warning(String message) -> {
                if (warnings.size() < WARNING_LIMIT) {
                    warnings.add(message);
                }
            }
            case Event.Standby _,
                    Event.Ready _,
                    Event.Alive _,
                    Event.LookedUp _,
                    Event.Opened _,
                    Event.Closed _,
                    Event.Drained _,
                    Event.Fatal _ -> {}
        }
    }

    private void count(Denial denial) {
        if (counts.containsKey(denial) || counts.size() < DIFFERENT_LIMIT) {
            counts.merge(denial, 1L, Long::sum);
        } else {
            uncounted++;
        }
    }

    /** What was refused and how often, in the order of the first time. */
    public synchronized Map<Denial, Long> denials() {
        return new LinkedHashMap<>(counts);
    }

    /** How many refusals aren't in {@link #denials}. */
    public synchronized long uncounted() {
        return uncounted;
    }

    /** What the gateway wanted the person to know. */
    public synchronized List<String> warnings() {
        return new ArrayList<>(warnings);
    }
}
