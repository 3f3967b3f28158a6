package dev.rustyolo.protocol;

import dev.rustyolo.policy.Rule;
import dev.rustyolo.policy.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of one message, taken out one by one, so that what nobody asked for is noticed in the end. */
final class Fields {
    private final Map<String, JsonValue> left;

    Fields(Map<String, JsonValue> fields) {
        this.left = new LinkedHashMap<>(fields);
    }

    String string(String name) {
        if (take(name) instanceof JsonValue.Str(String value)) {
            return value;
        }
        throw wrong(name, "a string");
    }

    long number(String name) {
        if (take(name) instanceof JsonValue.Whole(long value)) {
            return value;
        }
        throw wrong(name, "a whole number");
    }

    int port(String name) {
        long port = number(name);
        if (port >= 0 && port <= Rule.MAX_PORT) {
            return (int) port;
        }
        throw wrong(name, "a port");
    }

    List<String> strings(String name) {
        if (take(name) instanceof JsonValue.StringList(List<String> values)) {
            return values;
        }
        throw wrong(name, "a list of strings");
    }

    Map<String, Long> numbers(String name) {
        if (take(name) instanceof JsonValue.WholeObject(Map<String, Long> values)) {
            return values;
        }
        throw wrong(name, "an object of whole numbers");
    }

    /** Checks that every field was taken. */
    void end() {
        if (!left.isEmpty()) {
            throw new ProtocolException(
                    "unknown field: " + Text.quote(left.keySet().iterator().next()));
        }
    }

    private JsonValue take(String name) {
        JsonValue value = left.remove(name);
        if (value == null) {
            throw new ProtocolException("the field " + Text.quote(name) + " is missing");
        }
        return value;
    }

    private static ProtocolException wrong(String name, String expected) {
        return new ProtocolException("the field " + Text.quote(name) + " is not " + expected);
    }
}
