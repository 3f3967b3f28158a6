package dev.rustyolo.cli.engine;

/**
 * How much may stand in the agent's directories in memory; it counts as its memory as well.
 *
 * @param temporary bytes of /tmp
 * @param shared bytes of /dev/shm
 */
public record TemporarySpace(long temporary, long shared) {}
