package dev.rustyolo.cli.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the conversation with a gateway stands.
 *
 * <pre>
 * Starting ──ready──▶ Serving ──we ask it to drain──▶ Draining ──drained──▶ Drained
 *     │                  │                                │
 *     └──────────────────┴──── end, fatal, nonsense ──────┴────▶ Lost
 * </pre>
 */
public sealed interface GatewayState {
    /** It has been started and hasn't said that it is ready: there must be no agent yet. */
    record Starting() implements GatewayState {}

    /**
     * The policy is in force: the agent may run.
     *
     * @param timings the gateway's own account of its start, step to milliseconds
     */
    record Serving(Map<String, Long> timings) implements GatewayState {
        public Serving {
            timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
        }
    }

    /** The agent has ended, uploads are finishing. */
    record Draining() implements GatewayState {}

    /** Nothing is on its way any more. */
    record Drained() implements GatewayState {}

    /**
     * There is no gateway any more, and it hadn't finished.
     *
     * @param reason in our words or the gateway's
     * @param whileServing did the agent still need it?
     */
    record Lost(String reason, boolean whileServing) implements GatewayState {}
}
