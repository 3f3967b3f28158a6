package dev.rustyolo.cli.session;

import dev.rustyolo.protocol.Event;

/** Takes note of a gateway's events as they come. Called on the thread that reads them, so it must not wait. */
@FunctionalInterface
public interface Journal {
    /**
     * Takes note of one.
     *
     * @param event what the gateway said; its texts are hostile until escaped
     */
    void record(Event event);
}
