package dev.rustyolo.cli.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration file, read and each value checked by itself.
 *
 * @param source where it comes from
 * @param defaults what it says for every session
 * @param profiles what it says for those with {@code --profile}, by the profile's name
 * @param agents the agents that it describes, by name
 */
record ConfigFile(ConfigText source, Layer defaults, Map<String, Layer> profiles, Map<String, AgentTable> agents) {
    /** Sorts the maps. */
    ConfigFile {
        profiles = new TreeMap<>(profiles);
        agents = new TreeMap<>(agents);
    }

    Layer profile(String name) {
        return profiles.getOrDefault(name, Layer.EMPTY);
    }
}
