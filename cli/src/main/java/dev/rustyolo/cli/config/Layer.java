package dev.rustyolo.cli.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The values that one file has for no profile in particular, or for one.
 *
 * @param values by key; no key without a value
 */
record Layer(Map<Setting, List<Entry>> values) {
    static final Layer EMPTY = new Layer(Map.of());

    /** Copies the map. */
    Layer {
        EnumMap<Setting, List<Entry>> copy = new EnumMap<>(Setting.class);
        values.forEach((setting, entries) -> copy.put(setting, List.copyOf(entries)));
        values = copy;
    }

    List<Entry> entries(Setting setting) {
        return values.getOrDefault(setting, List.of());
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Layer" + values.keySet();
    }
}
