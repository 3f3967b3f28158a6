package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.AddressPlan;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The steps as root, in the only order that is safe: rules before anything can talk, then the route and the listener,
 * then no privilege any more.
 *
 * @param listener the transparent listener
 * @param foreign sockets for the self-check, the caller's to close
 * @param timings step → milliseconds
 */
public record Kernel(ServerSocketChannel listener, ForeignSockets foreign, Map<String, Long> timings) {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);
    static final int FOREIGN_STREAMS = 4;
    static final int FOREIGN_DATAGRAMS = 3;

    /**
     * Sets the namespace up and drops to {@code uid}.
     *
     * @param uid whose rights are kept
     * @param plan the addresses that lead to the proxy
     *
     * @throws KernelException when any step fails; nothing that ran so far opened a way out
     */
    public static Kernel setUp(int uid, AddressPlan plan) {
        var timings = new LinkedHashMap<String, Long>();
        long start = System.nanoTime();
        Libc libc = Libc.linkedAhead();
        CommandRunner commands = CommandRunner.withLimit(COMMAND_LIMIT);
        new Ruleset(commands, uid, plan).load();
        start = lap(timings, "rules", start);
        Routes.add(commands, plan.pool());
        start = lap(timings, "routes", start);
        ServerSocketChannel listener = TransparentListener.open(libc);
        ForeignSockets foreign = ForeignSockets.open(libc, FOREIGN_STREAMS, FOREIGN_DATAGRAMS);
        start = lap(timings, "listener", start);
        Privileges.drop(libc, uid);
        lap(timings, "privilege drop", start);
        return new Kernel(listener, foreign, timings);
    }

    private static long lap(Map<String, Long> timings, String step, long start) {
        long now = System.nanoTime();
        timings.put(step, (now - start) / 1_000_000);
        return now;
    }
}
