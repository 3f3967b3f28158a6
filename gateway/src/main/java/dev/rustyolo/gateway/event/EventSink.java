package dev.rustyolo.gateway.event;

import dev.rustyolo.protocol.Event;

/** Where events go. Never blocks and never fails: what can't be taken is counted. */
@FunctionalInterface
public interface EventSink {
    void send(Event event);
}
