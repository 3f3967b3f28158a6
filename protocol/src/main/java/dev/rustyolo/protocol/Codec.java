package dev.rustyolo.protocol;

import dev.rustyolo.policy.Text;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Makes lines of messages and messages of lines. A line is one JSON object with a {@code "type"} and exactly the fields
 * of the record of that name, in any order.
 */
public final class Codec {
    /** The most characters of a line, without its end: 8 MiB. */
    public static final int MAX_LINE = 8 << 20;

    private Codec() {}

    /**
     * Writes a command.
     *
     * @param command the command
     * @return a line of printable ASCII, without its end
     * @throws ProtocolException if it is longer than {@link #MAX_LINE}
     */
    public static String encode(Command command) {
        return switch (command) {
            case Command.Start start ->
                new ObjectWriter("start")
                        .strings("allow", start.allow())
                        .strings("deny", start.deny())
                        .strings("dnsServers", start.dnsServers())
                        .strings("allowPrivate", start.allowPrivate())
                        .strings("machine", start.machine())
                        .number("agentUid", start.agentUid())
                        .line();
            case Command.Heartbeat() -> new ObjectWriter("heartbeat").line();
            case Command.Drain() -> new ObjectWriter("drain").line();
        };
    }

    /**
     * Writes an event.
     *
     * @param event the event
     * @return a line of printable ASCII, without its end
     * @throws ProtocolException if it is longer than {@link #MAX_LINE}
     */
    public static String encode(Event event) {
        return switch (event) {
            case Event.Standby(String version) ->
                new ObjectWriter("standby").string("version", version).line();
            case Event.Ready ready ->
                new ObjectWriter("ready").numbers("timings", ready.timings()).line();
            case Event.Denied(Layer layer, String name, int port, String reason) ->
                new ObjectWriter("denied")
                        .string("layer", layer.wireName())
                        .string("name", name)
                        .number("port", port)
                        .string("reason", reason)
                        .line();
            case Event.LookedUp(String name, String address) ->
                new ObjectWriter("lookedUp")
                        .string("name", name)
                        .string("address", address)
                        .line();
            case Event.Opened(long id, String name, int port, String address) ->
                new ObjectWriter("opened")
                        .number("id", id)
                        .string("name", name)
                        .number("port", port)
                        .string("address", address)
                        .line();
            case Event.Closed(long id, long sent, long received) ->
                new ObjectWriter("closed")
                        .number("id", id)
                        .number("sent", sent)
                        .number("received", received)
                        .line();
            case Event.Warning(String message) ->
                new ObjectWriter("warning").string("message", message).line();
            case Event.Dropped(long count) ->
                new ObjectWriter("dropped").number("count", count).line();
            case Event.Alive() -> new ObjectWriter("alive").line();
            case Event.Drained() -> new ObjectWriter("drained").line();
            case Event.Fatal(String message) ->
                new ObjectWriter("fatal").string("message", message).line();
        };
    }

    /**
     * Reads a command.
     *
     * @param line a line without its end
     * @return the command
     * @throws ProtocolException if it is too long, is not one JSON object with the exact fields of a command, or has a
     *     value that is not allowed there
     */
    public static Command decodeCommand(String line) {
        return decode(line, Codec::command);
    }

    /**
     * Reads an event.
     *
     * @param line a line without its end
     * @return the event
     * @throws ProtocolException if it is too long, is not one JSON object with the exact fields of an event, or has a
     *     value that is not allowed there
     */
    public static Event decodeEvent(String line) {
        return decode(line, Codec::event);
    }

    private static Command command(Fields fields) {
        String type = fields.string("type");
        return switch (type) {
            case "start" ->
                new Command.Start(
                        fields.strings("allow"),
                        fields.strings("deny"),
                        fields.strings("dnsServers"),
                        fields.strings("allowPrivate"),
                        fields.strings("machine"),
                        fields.number("agentUid"));
            case "heartbeat" -> new Command.Heartbeat();
            case "drain" -> new Command.Drain();
            default -> throw new ProtocolException("unknown type of command: " + Text.quote(type));
        };
    }

    private static Event event(Fields fields) {
        String type = fields.string("type");
        return switch (type) {
            case "standby" -> new Event.Standby(fields.string("version"));
            case "ready" -> new Event.Ready(fields.numbers("timings"));
            case "denied" ->
                new Event.Denied(layer(fields), fields.string("name"), fields.port("port"), fields.string("reason"));
            case "lookedUp" -> new Event.LookedUp(fields.string("name"), fields.string("address"));
            case "opened" ->
                new Event.Opened(
                        fields.number("id"), fields.string("name"), fields.port("port"), fields.string("address"));
            case "closed" -> new Event.Closed(fields.number("id"), fields.number("sent"), fields.number("received"));
            case "warning" -> new Event.Warning(fields.string("message"));
            case "dropped" -> new Event.Dropped(fields.number("count"));
            case "alive" -> new Event.Alive();
            case "drained" -> new Event.Drained();
            case "fatal" -> new Event.Fatal(fields.string("message"));
            default -> throw new ProtocolException("unknown type of event: " + Text.quote(type));
        };
    }

    private static Layer layer(Fields fields) {
        String name = fields.string("layer");
        return Arrays.stream(Layer.values())
                .filter(layer -> layer.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProtocolException("unknown layer: " + Text.quote(name)));
    }

    private static <T> T decode(String line, Function<Fields, T> read) {
        Fields fields = new Fields(ObjectReader.read(line));
        T message;
        try {
            message = read.apply(fields);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("a value is not allowed: " + e.getMessage());
        }
        fields.end();
        return message;
    }
}
