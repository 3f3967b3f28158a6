package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads what stands behind a key, as the text that would be typed behind an option. */
final class TomlValue {
    private TomlValue() {}

    /**
     * The values of a key.
     *
     * @throws CliException when they aren't of that form
     */
    static List<Entry> entries(ConfigText source, TomlTable table, String key, Form form) {
        Object value = table.get(List.of(key));
        Position position = position(table.inputPositionOf(List.of(key)));
        if (!form.isList()) {
            return List.of(entry(source, position, key, form, value));
        }
        if (!(value instanceof TomlArray array)) {
            throw mismatch(source, position, key, form);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            entries.add(entry(source, position(array.inputPositionOf(i)), key, form, array.get(i)));
        }
        return List.copyOf(entries);
    }

    static Position position(@Nullable TomlPosition position) {
        return position == null ? new Position(1, 1) : new Position(position.line(), position.column());
    }

    private static Entry entry(ConfigText source, Position position, String key, Form form, @Nullable Object value) {
        String text = switch (form) {
            case LIST, CHOICE, TEXT -> value instanceof String string ? string : "";
            case AMOUNT ->
                value instanceof String || value instanceof Long || value instanceof Double ? value.toString() : "";
            case SWITCH -> value instanceof Boolean ? value.toString() : "";
        };
        boolean isString = value instanceof String;
        if (text.isEmpty() && !isString) {
            throw mismatch(source, position, key, form);
        }
        if (text.isEmpty()) {
            throw ConfigErrors.at(source, position, Text.quote(key) + " has an empty value", "leave it out");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw ConfigErrors.at(
                        source,
                        position,
                        Text.quote(key) + " has a control character in its value: " + Text.quote(text),
                        "write it without");
            }
        }
        return new Entry(text, position);
    }

    private static CliException mismatch(ConfigText source, Position position, String key, Form form) {
        String example = switch (form) {
            case LIST, CHOICE -> "[\"...\", \"...\"]";
            case TEXT, AMOUNT -> "\"...\"";
            case SWITCH -> "true";
        };
        return ConfigErrors.at(
                source,
                position,
                Text.quote(key) + " must be " + form.description(),
                "write it like " + key + " = " + example);
    }
}
