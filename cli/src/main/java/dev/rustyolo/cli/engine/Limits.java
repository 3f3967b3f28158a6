package dev.rustyolo.cli.engine;

/**
 * What the agent may use up.
 *
 * @param memoryBytes memory, swap included
 * @param cpus processors, as a decimal number, or the empty string for all of them
 * @param processes processes and threads
 */
public record Limits(long memoryBytes, String cpus, long processes) {}
