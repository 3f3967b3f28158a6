package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.InvalidCidrException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The addresses and ranges that mean something on this machine: its own, its routes', its DNS servers'. */
final class HostNetworks {
    private static final String LEAF = "|-- ";
    /** What is wider is a way to everywhere: a default route, or the halves of one that VPN clients set. */
    private static final int SHORTEST = 8;

    private static final int DIGITS = 32;
    private static final int GROUP = 4;
    private static final int SCOPE = 3;
    private static final String OF_THE_HOST = "10";

    private HostNetworks() {}

    static List<Cidr> find(Host host) {
        List<Cidr> used = new ArrayList<>(routes(read(host.routeFile())));
        for (Path file : host.resolverFiles()) {
            for (String server : HostResolvers.addresses(read(file))) {
                add(used, server + "/32");
            }
        }
        return List.copyOf(used);
    }

    /**
     * Its own addresses but the loopback's, as the kernel writes them: a name that leads to one leads to this machine. What
     * they mean is the gateway's to say, so that a start needn't know it.
     */
    static List<String> own(Host host) {
        Set<String> own = new LinkedHashSet<>();
        forEach(read(host.routeFile()), (address, prefix) -> {
            if (prefix.equals("/32 host LOCAL") && !address.isEmpty() && !address.startsWith("127.")) {
                own.add(address);
            }
        });
        addresses6(read(host.routeFile().resolveSibling("if_inet6")), own);
        return List.copyOf(own);
    }

    /** Each line begins with an address in 32 hexadecimal digits, and has the scope in its fourth field. */
    private static void addresses6(String lines, Set<String> own) {
        for (String line : lines.split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length > SCOPE && fields[0].length() == DIGITS && !fields[SCOPE].equals(OF_THE_HOST)) {
                StringBuilder address = new StringBuilder(fields[0]);
                for (int at = DIGITS - GROUP; at > 0; at -= GROUP) {
                    address.insert(at, ':');
                }
                own.add(address.toString());
            }
        }
    }

    static List<Cidr> routes(String trie) {
        List<Cidr> routes = new ArrayList<>();
        forEach(trie, (address, prefix) -> add(routes, address + prefix.split(" ", 2)[0]));
        return List.copyOf(routes);
    }

    /**
     * Reads the kernel's table, all of its rules' tables in one: below a line with an address stand lines with the
     * lengths of its prefixes, each with its type.
     *
     * @param prefix takes an address, and a line that stands below it
     */
    private static void forEach(String trie, BiConsumer<String, String> prefix) {
        String address = "";
        for (String line : trie.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith(LEAF)) {
                address = stripped.substring(LEAF.length());
            } else if (stripped.startsWith("/")) {
                prefix.accept(address, stripped);
            }
        }
    }

    private static void add(List<Cidr> ranges, String text) {
        try {
            Cidr range = Cidr.parse(text);
            if (range.prefixLength() >= SHORTEST) {
                ranges.add(range);
            }
        } catch (InvalidCidrException e) {
            // An IPv6 server, or a line of another form: of no interest here.
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
