package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.ObjectWriter;
import java.time.Instant;
import java.util.List;

/**
 * Writes a log's lines: JSON objects of printable ASCII, with a type, a time (RFC 3339, UTC, milliseconds), and what the
 * log is about in each, so that a line can be understood alone. Texts that an agent chose are cut where they get long.
 */
final class AuditLine {
    static final String STARTED = "started";
    static final String LOOKUP = "lookup";
    static final String ALLOWED = "allowed";
    static final String CLOSED = "closed";
    static final String DENIED = "denied";
    static final String WARNING = "warning";
    static final String DROPPED = "dropped";
    static final String ENDED = "ended";
    /** The layer of what the kernel refuses, beside those of the gateway. */
    private static final String KERNEL = "kernel";

    private static final int LONGEST = 1000;
    private static final int MOST_RULES = 1000;

    private final AuditSubject subject;

    AuditLine(AuditSubject subject) {
        this.subject = subject;
    }

    /** The line, without its end. */
    String of(Instant time, AuditEvent event) {
        return switch (event) {
            case AuditEvent.Started() ->
                begin(STARTED, time)
                        .strings("allow", some(subject.allow()))
                        .strings("deny", some(subject.deny()))
                        .line();
            case AuditEvent.Said(Event said) -> of(time, said);
            case AuditEvent.Refused(RefusedConnection connection) ->
                begin(DENIED, time)
                        .string("layer", KERNEL)
                        .string("name", cut(connection.address()))
                        .number("port", connection.port())
                        .string("protocol", cut(connection.protocol()))
                        .number("count", connection.count())
                        .string("reason", "a bare address")
                        .line();
            case AuditEvent.LeftOut(long count, String reason) ->
                begin(DROPPED, time)
                        .number("count", count)
                        .string("reason", reason)
                        .line();
            case AuditEvent.Ended(int code, String reason) ->
                begin(ENDED, time)
                        .number("code", code)
                        .string("reason", cut(reason))
                        .line();
        };
    }

    private String of(Instant time, Event said) {
        return switch (said) {
            case Event.Denied denied ->
                begin(DENIED, time)
                        .string("layer", denied.layer().wireName())
                        .string("name", cut(denied.name()))
                        .number("port", denied.port())
                        .string("reason", cut(denied.reason()))
                        .line();
            case Event.LookedUp(String name, String address) ->
                begin(LOOKUP, time)
                        .string("name", cut(name))
                        .string("address", cut(address))
                        .line();
            case Event.Opened opened ->
                begin(ALLOWED, time)
                        .number("connection", opened.id())
                        .string("name", cut(opened.name()))
                        .number("port", opened.port())
                        .string("address", cut(opened.address()))
                        .line();
            case Event.Closed closed ->
                begin(CLOSED, time)
                        .number("connection", closed.id())
                        .number("sent", closed.sent())
                        .number("received", closed.received())
                        .line();
            case Event.Dropped(long count) -> of(time, new AuditEvent.LeftOut(count, "they came too fast"));
            case Event.Warning(String message) -> message(time, message);
            case Event.Fatal(String message) -> message(time, message);
            case Event.Standby _, Event.Ready _, Event.Alive _, Event.Drained _ ->
                throw new IllegalArgumentException("nothing to write down: " + said);
        };
    }

    private String message(Instant time, String text) {
        return begin(WARNING, time).string("message", cut(text)).line();
    }

    private ObjectWriter begin(String type, Instant time) {
        return new ObjectWriter(type)
                .string("time", Timestamp.of(time))
                .string("session", subject.session())
                .string("project", subject.project())
                .string("agent", cut(subject.agent()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static List<String> some(List<String> rules) {
        return rules.subList(0, Math.min(MOST_RULES, rules.size()));
    }
}
