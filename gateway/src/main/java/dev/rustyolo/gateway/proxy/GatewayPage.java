package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What the gateway says for itself when the agent connects to its own name. It reads nothing. */
final class GatewayPage {
    private static final String BODY = """
            This is rustyolo's gateway. What this sandbox may reach, and how to ask for more, stands in
            /run/rustyolo/policy.md
            """;

    private GatewayPage() {}

    static void serve(Socket client, int port) throws IOException {
        if (port != 80) {
            Sockets.reset(client);
            return;
        }
        String page = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + BODY.length()
                + "\r\nConnection: close\r\n\r\n" + BODY;
        Sockets.refuse(client, page.getBytes(StandardCharsets.US_ASCII));
    }
}
