package dev.rustyolo.cli.engine;

import dev.rustyolo.policy.PublishedPort;
import java.util.ArrayList;
import java.util.List;

/** The part of a gateway's arguments that says which ports are published: to the engine, and to the gateway itself. */
final class PublishedArguments {
    private static final String LOOPBACK = "127.0.0.1";

    private PublishedArguments() {}

    /** The engine's options: each port on this machine's loopback leads to an entrance. */
    static List<String> ofEngine(GatewaySpec gateway, Dialect dialect) {
        List<String> arguments =
                new ArrayList<>(gateway.network().isEmpty() ? dialect.defaultNetworkToPublishOn() : List.of());
        for (int i = 0; i < gateway.published().size(); i++) {
            arguments.add("--publish=" + LOOPBACK + ":"
                    + gateway.published().get(i).host() + ":" + PublishedPort.entrance(i) + "/tcp");
        }
        return arguments;
    }

    /** The gateway's own: who may come in, and where each entrance leads. */
    static List<String> ofGateway(GatewaySpec gateway) {
        List<String> arguments = new ArrayList<>(List.of("--machine", gateway.machine()));
        for (PublishedPort port : gateway.published()) {
            arguments.addAll(List.of("--publish", Integer.toString(port.inside())));
        }
        return arguments;
    }
}
