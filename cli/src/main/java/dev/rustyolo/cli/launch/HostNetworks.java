package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.AddressVerdict;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.InvalidCidrException;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.UpstreamAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The addresses and ranges that mean something on this machine: its own, its routes', its DNS servers'. */
final class HostNetworks {
    private static final String LEAF = "|-- ";
    /** What is wider is a way to everywhere: a default route, or the halves of one that VPN clients set. */
    private static final int SHORTEST = 8;

    private static final int DIGITS = 32;

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

    /** Its own addresses that are public ones, so that a name which leads to them leads to this machine. */
    static List<String> own(Host host) {
        UpstreamAddresses addresses = new UpstreamAddresses(List.of(), List.of());
        List<String> own = new ArrayList<>(addresses4(read(host.routeFile())));
        own.addAll(addresses6(read(host.routeFile().resolveSibling("if_inet6"))));
        return own.stream()
                .filter(each -> addresses.judge(IpAddresses.parse(each)) instanceof AddressVerdict.Permitted)
                .distinct()
                .toList();
    }

    static List<String> addresses4(String trie) {
        List<String> own = new ArrayList<>();
        String address = "";
        for (String line : trie.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith(LEAF)) {
                address = stripped.substring(LEAF.length());
            } else if (stripped.equals("/32 host LOCAL") && !address.isEmpty()) {
                own.add(address);
            }
        }
        return own;
    }

    /** Each line begins with an address in 32 hexadecimal digits. */
    static List<String> addresses6(String lines) {
        List<String> own = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            if (line.length() > DIGITS && line.chars().limit(DIGITS).allMatch(HexFormat::isHexDigit)) {
                byte[] bytes = HexFormat.of().parseHex(line.substring(0, DIGITS));
                own.add(IpAddresses.format(IpAddresses.of(bytes)));
            }
        }
        return own;
    }

    /**
     * Reads the kernel's table, all of its rules' tables in one: below a line with an address stand lines with the
     * lengths of its prefixes, each with its type.
     */
    static List<Cidr> routes(String trie) {
        List<Cidr> routes = new ArrayList<>();
        String address = "";
        for (String line : trie.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith(LEAF)) {
                address = stripped.substring(LEAF.length());
            } else if (stripped.startsWith("/")) {
                add(routes, address + stripped.split(" ", 2)[0]);
            }
        }
        return List.copyOf(routes);
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
