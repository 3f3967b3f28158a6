package dev.rustyolo.protocol;

import java.util.List;
import java.util.Map;

/** The few shapes that values have in the protocol. */
sealed interface JsonValue {
    record Str(String value) implements JsonValue {}

    record Whole(long value) implements JsonValue {}

    record StringList(List<String> values) implements JsonValue {}

    record WholeObject(Map<String, Long> values) implements JsonValue {}
}
