package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.InvalidAddressException;
import dev.rustyolo.policy.IpAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The DNS servers this machine uses, as far as a container could reach them too. See resolv.conf(5). */
final class HostResolvers {
    private static final String KEYWORD = "nameserver";
    /** glibc takes no more either. */
    private static final int LIMIT = 3;

    private HostResolvers() {}

    /** The servers that aren't this machine itself; none leaves the choice to the gateway. */
    static List<String> find(Host host) {
        for (Path file : host.resolverFiles()) {
            List<String> servers = parse(read(file));
            if (!servers.isEmpty()) {
                return servers;
            }
        }
        return List.of();
    }

    static List<String> parse(String text) {
        List<String> servers = new ArrayList<>();
        for (String address : addresses(text)) {
            if (servers.size() < LIMIT) {
                add(servers, address);
            }
        }
        return List.copyOf(servers);
    }

    /** All that stands there, as it stands there. */
    static List<String> addresses(String text) {
        List<String> addresses = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith(KEYWORD) && stripped.length() > KEYWORD.length()) {
                addresses.add(stripped.substring(KEYWORD.length()).strip());
            }
        }
        return List.copyOf(addresses);
    }

    private static void add(List<String> servers, String address) {
        try {
            InetAddress server = IpAddresses.parse(address);
            if (!server.isLoopbackAddress() && !server.isAnyLocalAddress() && !server.isLinkLocalAddress()) {
                servers.add(IpAddresses.format(server));
            }
        } catch (InvalidAddressException e) {
            // A zone or a spelling that only this machine understands: of no use in a container.
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
