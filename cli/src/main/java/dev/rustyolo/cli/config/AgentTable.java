package dev.rustyolo.cli.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An agent as a file describes it.
 *
 * @param name what people type
 * @param position where its table stands
 * @param values by key; a key that isn't given keeps what is known of a built-in agent of that name
 */
record AgentTable(String name, Position position, Map<AgentKey, List<Entry>> values) {
    /** Copies the map. */
    AgentTable {
        EnumMap<AgentKey, List<Entry>> copy = new EnumMap<>(AgentKey.class);
        values.forEach((key, entries) -> copy.put(key, List.copyOf(entries)));
        values = copy;
    }

    boolean has(AgentKey key) {
        return values.containsKey(key);
    }

    List<String> texts(AgentKey key) {
        return values.getOrDefault(key, List.of()).stream().map(Entry::text).toList();
    }
}
