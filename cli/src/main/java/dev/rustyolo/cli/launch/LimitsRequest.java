package dev.rustyolo.cli.launch;

/**
 * What the person asked for about the agent's limits; texts as typed, empty when not given.
 *
 * @param memory bytes, with a unit or without, or {@code unlimited}
 * @param cpus a decimal number, or {@code unlimited}
 * @param processes a number, or {@code unlimited}
 * @param temporary the size of /tmp, as memory but never unlimited
 * @param shared the same of /dev/shm
 */
public record LimitsRequest(String memory, String cpus, String processes, String temporary, String shared) {}
