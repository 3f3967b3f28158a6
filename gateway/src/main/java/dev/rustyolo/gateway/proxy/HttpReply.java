package dev.rustyolo.gateway.proxy;

import java.nio.charset.StandardCharsets;

/** What the gateway itself says over HTTP, so that whoever reads it knows who spoke, and what to do. */
final class HttpReply {
    private HttpReply() {}

    /** The policy forbids it. */
    static byte[] forbidden(String reason) {
        return page(
                "403 Forbidden",
                "Blocked by rustyolo: " + reason + "\n"
                        + "The person who runs this sandbox can allow a name with: rustyolo --allow-domains NAME\n");
    }

    /** The policy forbids the address that an allowed name has. */
    static byte[] forbiddenAddress(String reason) {
        return page("403 Forbidden", "Blocked by rustyolo: " + reason + "\n");
    }

    /** The request can be understood in more than one way, or not at all. */
    static byte[] malformed(String reason) {
        return page("400 Bad Request", "Blocked by rustyolo: " + reason + "\n");
    }

    /** It is allowed, but there is no way to the server. */
    static byte[] unreachable(String reason) {
        return page("502 Bad Gateway", "rustyolo allows this, but " + reason + "\n");
    }

    private static byte[] page(String status, String body) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
