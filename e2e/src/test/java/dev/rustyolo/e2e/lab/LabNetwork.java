package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's network that the lab is on. Its machine is {@link Addresses#HOST4}, and every container's default router
 * is another, the evil host. Podman gives the router's address to the machine and knows no other way, so there the
 * machine takes its own address when the bridge is up.
 */
final class LabNetwork {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Bridged packets pass the firewall too where br_netfilter is loaded; none of it may hide who sent them. */
    private static final String HIDING_NOBODY = "POSTROUTING -o BRIDGE -j ACCEPT";

    /** Another engine's lab on the same machine, when its suite has crashed, has the same addresses. */
    private static final String REMOVE_OTHERS = """
            for client in docker podman; do
              if command -v $client >/dev/null && [ "$client" != "$0" ] && $client network inspect "$1" >/dev/null 2>&1; then
                $client rm -f $($client ps -aq --filter "network=$1")
                $client network rm "$1"
              fi
            done
            """;

    private LabNetwork() {}

    static void create() {
        List<String> arguments = new ArrayList<>(List.of("network", "create", "--label", Lab.LABEL, "--ipv6"));
        arguments.addAll(List.of("--subnet", Addresses.SUBNET4, "--ip-range", Addresses.POOL4));
        if (Engine.current().isPodman()) {
            arguments.addAll(List.of("--disable-dns", "--gateway", Addresses.ROUTER4));
            arguments.addAll(List.of("--subnet", Addresses.SUBNET6, "--gateway", Addresses.ROUTER6));
        } else {
            arguments.addAll(List.of("--gateway", Addresses.HOST4));
            arguments.addAll(List.of("--aux-address", "DefaultGatewayIPv4=" + Addresses.ROUTER4));
            arguments.addAll(List.of("--subnet", Addresses.SUBNET6, "--gateway", Addresses.HOST6));
            arguments.addAll(List.of("--aux-address", "DefaultGatewayIPv6=" + Addresses.ROUTER6));
        }
        arguments.add(Lab.NETWORK);
        if (!Engine.current().isRootless()) {
            beside(List.of("sh", "-c", REMOVE_OTHERS, Engine.current().option(), Lab.NETWORK));
        }
        arguments.addFirst(Engine.current().option());
        // Beside its bridges, since a rootless engine would take the bridge of another lab for being in its way.
        require(beside(arguments));
    }

    /**
     * Gives the machine its addresses; to be done while no router is on the network yet.
     *
     * @param first what is on the network already: without a container there is no bridge
     */
    static void becomeTheHost(Node first) {
        if (!Engine.current().isPodman()) {
            return;
        }
        first.awaitReady();
        require(script("set -e;"
                + " ip address del " + Addresses.ROUTER4 + "/24 dev BRIDGE; ip address del " + Addresses.ROUTER6
                + "/64 dev BRIDGE; ip address add " + Addresses.HOST4 + "/24 dev BRIDGE; ip address add "
                + Addresses.HOST6 + "/64 dev BRIDGE nodad;"
                + " iptables -w -t nat -I " + HIDING_NOBODY + "; ip6tables -w -t nat -I " + HIDING_NOBODY));
    }

    /** Removes it, and what a suite that crashed has left of it. */
    static void remove() {
        List<String> networks = Docker.list("network", "ls", "-q", "--filter", "label=" + Lab.LABEL);
        if (Engine.current() == Engine.PODMAN && !networks.isEmpty()) {
            script("for iptables in iptables ip6tables; do while $iptables -w -t nat -D " + HIDING_NOBODY
                    + " 2>/dev/null; do :; done; done");
        }
        networks.forEach(network -> Docker.attempt("network", "rm", network));
    }

    private static Output script(String script) {
        String bridge = Docker.run("network", "inspect", "--format", "{{.NetworkInterface}}", Lab.NETWORK);
        return beside(List.of("sh", "-c", script.replace("BRIDGE", bridge)));
    }

    private static Output beside(List<String> command) {
        try (Program program = Engine.current().startBesideTheBridges("the lab's network", command)) {
            program.closeInput();
            return program.await(PATIENCE);
        }
    }

    private static void require(Output output) {
        if (output.exitCode() != 0) {
            throw new IllegalStateException("cannot set up the lab's network: " + output.text());
        }
    }
}
