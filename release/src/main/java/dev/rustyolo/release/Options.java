package dev.rustyolo.release;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind a verb: words, and options with their values.
 *
 * @param values by the options' names
 */
record Options(Map<String, String> values) {
    /** Copies them. */
    Options {
        values = Map.copyOf(values);
    }

    /**
     * Reads them.
     *
     * @param allowed the names of the options there are
     */
    static Options parse(List<String> words, List<String> allowed) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!allowed.contains(name) || i + 1 == words.size() || values.containsKey(name)) {
                throw new ReleaseException("unexpected: " + name + "; usage: see the head of dev/release");
            }
            values.put(name, words.get(i + 1));
        }
        return new Options(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Path> path(String name) {
        return get(name).map(Path::of);
    }

    Path required(String name) {
        return path(name)
                .orElseThrow(() -> new ReleaseException(name + " is missing; usage: see the head of dev/release"));
    }
}
