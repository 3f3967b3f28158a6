package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.protocol.Event;

/** What a line of a log can be about. */
sealed interface AuditEvent {
    /** The session begins: there is no gateway yet. */
    record Started() implements AuditEvent {}

    /** The gateway said something. */
    record Said(Event event) implements AuditEvent {}

    /** The kernel refused connections to a bare address. */
    record Refused(RefusedConnection connection) implements AuditEvent {}

    /**
     * Lines were left out.
     *
     * @param count how many
     * @param reason why
     */
    record LeftOut(long count, String reason) implements AuditEvent {}

    /**
     * The session is over. This is a log's last line.
     *
     * @param code what the command ends with
     * @param reason what went wrong; empty when nothing did
     */
    record Ended(int code, String reason) implements AuditEvent {}
}
