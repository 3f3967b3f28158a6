package dev.rustyolo.e2e.lab;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a node saw: the counterpart of {@code e2e/lab/records.py}.
 *
 * @param node the node's name
 * @param kind what it is: "frame", "tcp", "tls", "udp", "sni", "question", "http", "echo", "ready" and so on
 * @param source who sent it: address, space, port
 * @param target for whom it was: an address and port, a name or a Host
 * @param detail more of it, as text
 * @param payload its bytes, one char for each
 */
public record Sighting(String node, String kind, String source, String target, String detail, String payload) {
    private static final int FIELDS = 6;

    /** Reads a line of a node's output. */
    static Sighting parse(String node, String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            return new Sighting(node, "trouble", "", "", line, "");
        }
        String payload = new String(HexFormat.of().parseHex(fields[4]), StandardCharsets.ISO_8859_1);
        return new Sighting(node, fields[0], fields[1], fields[2], fields[3], payload);
    }

    /** Says whether it came from that address, whatever the port. */
    public boolean isFrom(String address) {
        return source.startsWith(address + " ");
    }

    /** Returns the port it was for; 0 when it has none. */
    public int targetPort() {
        return Integer.parseInt(target.substring(target.indexOf(' ') + 1));
    }

    @Override
    public String toString() {
        return node + " saw " + kind + " from " + source + " to " + target + " " + detail + " " + payload;
    }
}
