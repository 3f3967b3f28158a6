package dev.rustyolo.cli.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a container may use up.
 *
 * @param memoryBytes memory, swap included, or {@link #UNLIMITED}
 * @param cpus processors, as a decimal number, or the empty string for all of them
 * @param processes processes and threads, or {@link #UNLIMITED}
 */
public record Limits(long memoryBytes, String cpus, long processes) {
    /** No bound: more than there can be. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** The options that say so to an engine. What is not bounded is said too where an engine has a bound of its own. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (memoryBytes != UNLIMITED) {
            options.addAll(List.of("--memory=" + memoryBytes, "--memory-swap=" + memoryBytes));
        }
        options.add("--pids-limit=" + (processes == UNLIMITED ? "-1" : processes));
        if (!cpus.isEmpty()) {
            options.add("--cpus=" + cpus);
        }
        return options;
    }
}
