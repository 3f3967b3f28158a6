package dev.rustyolo.e2e.release;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that a server got.
 *
 * @param method "GET"
 * @param target its path, and query if there is one
 * @param headers all that it said
 */
public record Request(String method, String target, Map<String, List<String>> headers) {
    static Request of(HttpExchange exchange) {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                new TreeMap<>(exchange.getRequestHeaders()));
    }

    /** Returns it as a line of a log. */
    @Override
    public String toString() {
        String range = headers.containsKey("Range") ? " " + headers.get("Range") : "";
        return method + " " + target + range;
    }
}
