package dev.rustyolo.protocol;

import java.util.List;
import java.util.Map;

/** The few shapes that values have in the protocol, and in files of such lines. */
public sealed interface JsonValue {
    /** A string. */
    record Str(String value) implements JsonValue {}

    /** A whole number. */
    record Whole(long value) implements JsonValue {}

    /** An array of strings. */
    record StringList(List<String> values) implements JsonValue {}

    /** An object of whole numbers. */
    record WholeObject(Map<String, Long> values) implements JsonValue {}
}
