package dev.rustyolo.cli.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the gateway's set of refused destinations, as {@code nft -j list set} prints it (see libnftables-json(5)):
 * elements are {@code {"concat": [address, protocol, port]}}, with a {@code counter} behind them or without.
 */
final class RefusedConnections {
    private static final int LIMIT = 1000;

    private RefusedConnections() {}

    /** What stands in the text; what can't be read is left out, since it is only told to the person. */
    static List<RefusedConnection> parse(String json) {
        List<RefusedConnection> found = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                if (parser.currentName().equals("concat") && found.size() < LIMIT) {
                    readElement(parser, found);
                } else if (parser.currentName().equals("packets")
                        && parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                        && !found.isEmpty()) {
                    RefusedConnection last = found.removeLast();
                    long count = Math.max(1, parser.getLongValue());
                    found.add(new RefusedConnection(last.address(), last.protocol(), last.port(), count));
                }
            }
        } catch (IOException e) {
            // Cut off or damaged: what was read until there.
        }
        return found.stream()
                .filter(connection -> isOutside(connection.address()))
                .toList();
    }

    private static void readElement(JsonParser parser, List<RefusedConnection> found) throws IOException {
        List<String> parts = new ArrayList<>();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String text = parser.getValueAsString();
            parts.add(text == null ? "" : text);
            parser.skipChildren();
        }
        if (parts.size() == 3 && isPort(parts.get(2))) {
            found.add(new RefusedConnection(parts.get(0), protocol(parts.get(1)), Integer.parseInt(parts.get(2)), 1));
        }
    }

    /** The gateway's self-check is refused too, at addresses that nothing outside has. */
    private static boolean isOutside(String address) {
        return !address.startsWith("127.") && !address.equals("192.0.0.8");
    }

    /** The gateway's image has no /etc/protocols, so nft prints the numbers. */
    private static String protocol(String text) {
        return switch (text) {
            case "6" -> "tcp";
            case "17" -> "udp";
            default -> text;
        };
    }

    private static boolean isPort(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 5;
    }
}
