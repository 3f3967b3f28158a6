package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.session.Journal;
import java.util.List;

/** Takes note of a session, for its log. Nothing here waits for a disk but the end. */
public sealed interface AuditTrail extends Journal, AutoCloseable permits NoAuditTrail, AuditLog {
    /** Connections to bare addresses that the kernel refused. */
    void refused(List<RefusedConnection> connections);

    /**
     * The session is over.
     *
     * @param code what the command ends with
     * @param reason what went wrong; empty when nothing did
     */
    void ended(int code, String reason);

    /** Finishes the log. */
    @Override
    void close();

    /** What the person should know about the log itself, when it is closed: none or one. */
    List<String> problems();
}
