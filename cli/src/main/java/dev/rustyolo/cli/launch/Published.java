package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.PublishedPort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ports that the person asked to publish. */
final class Published {
    private static final String OPTION = "--publish";

    private Published() {}

    /** Reads them, each given once. */
    static List<PublishedPort> ports(List<String> typed) {
        List<PublishedPort> ports = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (String each : typed) {
            PublishedPort port;
            try {
                port = PublishedPort.parse(each);
            } catch (InvalidRuleException e) {
                throw CliException.usage(OPTION + ": " + e.problem(), e.remedy());
            }
            if (!taken.add(port.host())) {
                throw CliException.usage(
                        OPTION + ": two ports can't both be port " + port.host() + " of this machine",
                        "give one of them another: HOSTPORT:PORT");
            }
            ports.add(port);
        }
        if (ports.size() > PublishedPort.MOST) {
            throw CliException.usage(
                    OPTION + ": more than " + PublishedPort.MOST + " ports", "publish fewer, or one that leads on");
        }
        return List.copyOf(ports);
    }

    /** What the person is told. */
    static List<String> notes(List<PublishedPort> ports) {
        return ports.stream()
                .map(port -> "published for this machine alone: 127.0.0.1:" + port.host() + " leads to port "
                        + port.inside() + " of the sandbox")
                .toList();
    }

    /** What the person is warned of: what comes in goes back to whoever came, but a browser goes on from there. */
    static List<String> warnings(List<PublishedPort> ports) {
        return ports.isEmpty()
                ? List.of()
                : List.of(
                        "a browser that opens a published port isn't in the sandbox: a page that the agent made can have"
                                + " it send what the page knows to any site, and reads the cookies that it has for this machine;"
                                + " use a private window");
    }
}
