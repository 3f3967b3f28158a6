package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.ui.Escaper;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads what stands behind a key, as the text that would be typed behind an option. */
final class TomlValue {
    private final ConfigText source;
    private final Positions positions;

    TomlValue(ConfigText source) {
        this.source = source;
        this.positions = new Positions(source.text());
    }

    /**
     * The values of a key.
     *
     * @throws CliException when they aren't of that form
     */
    List<Entry> entries(TomlTable table, String key, Form form) {
        Object value = table.get(List.of(key));
        Position position = Positions.of(table.inputPositionOf(List.of(key)));
        if (!form.isList()) {
            return List.of(entry(position, key, form, value));
        }
        if (!(value instanceof TomlArray array)) {
            throw mismatch(position, key, form);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            entries.add(entry(positions.ofValue(array.inputPositionOf(i)), key, form, array.get(i)));
        }
        return List.copyOf(entries);
    }

    private Entry entry(Position position, String key, Form form, @Nullable Object value) {
        boolean fits = switch (form) {
            case LIST, CHOICE, TEXT -> value instanceof String;
            case AMOUNT -> value instanceof String || value instanceof Long || value instanceof Double;
            case SWITCH -> value instanceof Boolean;
        };
        if (value == null || !fits) {
            throw mismatch(position, key, form);
        }
        String text = value.toString();
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

    private CliException mismatch(Position position, String key, Form form) {
        String example = switch (form) {
            case LIST, CHOICE -> "[\"...\", \"...\"]";
            case TEXT, AMOUNT -> "\"...\"";
            case SWITCH -> "true";
        };
        return ConfigErrors.at(
                source,
                position,
                Text.quote(key) + " must be " + form.description(),
                "write it like " + Escaper.line(key) + " = " + example);
    }
}
