package dev.rustyolo.cli.engine;

/**
 * A connection to a bare address that the kernel refused.
 *
 * @param address numeric
 * @param protocol {@code tcp} or {@code udp}
 * @param port 0 to 65535
 * @param count how often it was tried, 1 when the kernel doesn't say
 */
public record RefusedConnection(String address, String protocol, int port, long count) {}
