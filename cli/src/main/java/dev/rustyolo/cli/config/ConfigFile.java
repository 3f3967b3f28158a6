package dev.rustyolo.cli.config;

import java.util.List;
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

    /** All of it, for what must hold of each value. */
    List<Layer> layers() {
        List<Layer> layers = new java.util.ArrayList<>(List.of(defaults));
        layers.addAll(profiles.values());
        return layers;
    }
}
