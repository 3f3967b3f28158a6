package dev.rustyolo.e2e.release;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says to a request: the good answers, and the bad ones. */
@FunctionalInterface
public interface Answer {
    /** What a request for the rest of a file asks for. */
    Pattern REST = Pattern.compile("bytes=(\\d+)-");

    /** Answers one request; the server closes the exchange. */
    void give(HttpExchange exchange) throws IOException;

    /** The bytes of a file, as they are when somebody asks; or, asked with Range, the rest of them. */
    static Answer file(Path file) {
        return exchange -> bytes(Files.readAllBytes(file)).give(exchange);
    }

    /** These bytes; or, asked with Range, the rest of them. */
    static Answer bytes(byte[] bytes) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher rest = REST.matcher(range == null ? "" : range);
            int from = rest.matches() ? Math.min(Integer.parseInt(rest.group(1)), bytes.length) : 0;
            if (from > 0 && from == bytes.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length == 0 ? -1 : bytes.length - from);
            exchange.getResponseBody().write(bytes, from, bytes.length - from);
        };
    }

    /** A text. */
    static Answer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A status with headers, and nothing else. */
    static Answer status(int code, Map<String, String> headers) {
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(code, -1);
        };
    }

    /** A redirect. */
    static Answer redirect(String url) {
        return status(302, Map.of("Location", url));
    }

    /** Promises all bytes, sends as many, and closes the connection. */
    static Answer truncated(byte[] bytes, int after) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, after);
            exchange.getResponseBody().flush();
            throw new IOException("as the test wants");
        };
    }

    /** Sends bytes without an end, of a length that it doesn't tell, until the other side has enough. */
    static Answer endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(block);
                }
            }
        };
    }
}
