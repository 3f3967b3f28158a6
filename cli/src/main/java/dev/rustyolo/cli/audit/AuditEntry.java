package dev.rustyolo.cli.audit;

import dev.rustyolo.protocol.JsonValue;
import dev.rustyolo.protocol.ObjectReader;
import dev.rustyolo.protocol.ProtocolException;
import java.util.List;
import java.util.Map;

/**
 * A line of a log, read. Its texts may be an agent's: hostile until escaped.
 *
 * @param line as it stands in the file
 * @param fields what it says; none when it can't be read, since it was cut off
 */
public record AuditEntry(String line, Map<String, JsonValue> fields) {
    private static final int TYPE_COLUMN = 8;

    /** Reads one. */
    static AuditEntry read(String line) {
        try {
            return new AuditEntry(line, ObjectReader.read(line));
        } catch (ProtocolException e) {
            return new AuditEntry(line, Map.of());
        }
    }

    /** Is something refused in it? */
    public boolean isDenial() {
        return type().equals(AuditLine.DENIED);
    }

    /** Is it a log's last? */
    boolean isEnd() {
        return type().equals(AuditLine.ENDED);
    }

    private String type() {
        return text("type");
    }

    /** A text of it; empty when it has none of that name. */
    public String text(String name) {
        return fields.get(name) instanceof JsonValue.Str(String value) ? value : "";
    }

    /** A number of it; 0 when it has none of that name. */
    public long number(String name) {
        return fields.get(name) instanceof JsonValue.Whole(long value) ? value : 0;
    }

    /** The same for people. */
    public String words() {
        String what = switch (type()) {
            case AuditLine.STARTED ->
                "session " + text("session") + " of " + text("agent") + " in " + text("project") + "; allowed: "
                        + rules("allow") + (rules("deny").equals("nothing") ? "" : "; denied: " + rules("deny"));
            case AuditLine.LOOKUP -> text("name") + ", which " + text("address") + " stands for";
            case AuditLine.ALLOWED -> target() + " at " + text("address") + " " + connection();
            case AuditLine.CLOSED ->
                number("sent") + " bytes sent, " + number("received") + " received " + connection();
            case AuditLine.DENIED -> text("layer") + ": " + target() + times() + ": " + text("reason");
            case AuditLine.WARNING -> text("message");
            case AuditLine.DROPPED -> number("count") + " lines are left out: " + text("reason");
            case AuditLine.ENDED ->
                number("code") < 0
                        ? text("reason")
                        : "exit code " + number("code") + (text("reason").isEmpty() ? "" : ": " + text("reason"));
            default -> line;
        };
        String type = type().isEmpty() ? "damaged" : type();
        return text("time") + " " + type + " ".repeat(Math.max(1, TYPE_COLUMN - type.length())) + what;
    }

    private String target() {
        String name = text("name").isEmpty() ? "a connection without a name" : text("name");
        String protocol = text("protocol");
        return name + (number("port") == 0 ? "" : ":" + number("port")) + (protocol.isEmpty() ? "" : "/" + protocol);
    }

    private String times() {
        return number("count") > 1 ? " (" + number("count") + " times)" : "";
    }

    private String connection() {
        return "(connection " + number("connection") + ")";
    }

    private String rules(String name) {
        List<String> rules = fields.get(name) instanceof JsonValue.StringList(List<String> values) ? values : List.of();
        return rules.isEmpty() ? "nothing" : String.join(" ", rules);
    }
}
