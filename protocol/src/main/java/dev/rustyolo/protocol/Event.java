package dev.rustyolo.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the gateway tells the command line, on its standard output. */
public sealed interface Event {
    /**
     * The kernel's rules are loaded and verified and all privileges dropped. There is no policy yet: everything is
     * refused.
     *
     * @param version the gateway's version
     */
    record Standby(String version) implements Event {}

    /**
     * The policy is in force and the self-check passed. The agent may start now, and not before.
     *
     * @param timings how many milliseconds each step of the start took, in the order of the steps
     */
    record Ready(Map<String, Long> timings) implements Event {
        /**
         * Copies the map.
         *
         * @throws IllegalArgumentException if a time is negative
         */
        public Ready {
            timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
            timings.forEach((step, millis) -> Checks.notNegative(step, millis));
        }
    }

    /**
     * Something was refused.
     *
     * @param layer where
     * @param name the name that it was for; empty if there is none
     * @param port the TCP port that it was for; 0 if there is none
     * @param reason why, and what would allow it
     */
    record Denied(Layer layer, String name, int port, String reason) implements Event {
        /**
         * Checks the port.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Denied {
            Checks.port("port", port, 0);
        }
    }

    /**
     * A name that is allowed was looked up, by a program inside; nobody outside was asked yet.
     *
     * @param name the name
     * @param address what stands for it inside
     */
    record LookedUp(String name, String address) implements Event {}

    /**
     * A connection to a server was made.
     *
     * @param id the connection's number in this session
     * @param name the name that it is for
     * @param port the TCP port
     * @param address the address that was dialled
     */
    record Opened(long id, String name, int port, String address) implements Event {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Opened {
            Checks.notNegative("id", id);
            Checks.port("port", port, 1);
        }
    }

    /**
     * A connection has ended.
     *
     * @param id the number it was opened with
     * @param sent the bytes from the agent to the server
     * @param received the bytes from the server to the agent
     */
    record Closed(long id, long sent, long received) implements Event {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Closed {
            Checks.notNegative("id", id);
            Checks.notNegative("sent", sent);
            Checks.notNegative("received", received);
        }
    }

    /**
     * Something that the person should know, and that stops nothing.
     *
     * @param message what
     */
    record Warning(String message) implements Event {}

    /**
     * Events were left out, because too many came at once.
     *
     * @param count how many
     */
    record Dropped(long count) implements Event {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Dropped {
            Checks.notNegative("count", count);
        }
    }

    /** The answer to {@link Command.Heartbeat}: a gateway that is frozen gives none. May be left out among other events. */
    record Alive() implements Event {}

    /** The answer to {@link Command.Drain}: nothing is on its way to a server any more. The gateway ends. */
    record Drained() implements Event {}

    /**
     * The gateway can't go on, and ends.
     *
     * @param message what happened and what to do
     */
    record Fatal(String message) implements Event {}
}
