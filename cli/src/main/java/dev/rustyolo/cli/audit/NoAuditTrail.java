package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.protocol.Event;
import java.util.List;

/** For who wants no log. */
public record NoAuditTrail() implements AuditTrail {
    @Override
    public void record(Event event) {}

    @Override
    public void refused(List<RefusedConnection> connections) {}

    @Override
    public void ended(int code, String reason) {}

    @Override
    public void close() {}

    @Override
    public List<String> problems() {
        return List.of();
    }
}
