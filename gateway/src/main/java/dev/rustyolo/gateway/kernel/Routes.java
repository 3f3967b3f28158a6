package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.Pool;
import java.util.List;

/**
 * Makes the pool local, so that a connection to any of its addresses stays in the namespace, and gives the loopback
 * device the canary's address. See ip-route(8), type {@code local}.
 */
final class Routes {
    private static final String IP = "/usr/sbin/ip";

    private Routes() {}

    static void add(CommandRunner commands, Pool pool) {
        String canary = Topology.CANARY.getAddress().getHostAddress();
        commands.run(List.of(IP, "-batch", "-"), """
                link set lo up
                address add %s/32 dev lo
                route add local %s dev lo src 127.0.0.1
                """.formatted(canary, pool));
    }
}
