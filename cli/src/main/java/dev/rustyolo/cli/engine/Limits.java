package dev.rustyolo.cli.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a container may use up.
 *
 * @param memoryBytes memory, swap included
 * @param cpus processors, as a decimal number, or the empty string for all of them
 * @param processes processes and threads
 */
public record Limits(long memoryBytes, String cpus, long processes) {
    /** The options that say so to an engine. */
    List<String> options() {
        List<String> options = new ArrayList<>(
                List.of("--memory=" + memoryBytes, "--memory-swap=" + memoryBytes, "--pids-limit=" + processes));
        if (!cpus.isEmpty()) {
            options.add("--cpus=" + cpus);
        }
        return options;
    }
}
