package dev.rustyolo.e2e.release;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on this machine's loopback that knows CONNECT alone, and wants to know who asks. */
public final class ConnectProxy implements AutoCloseable {
    private static final String AUTHORIZATION = "Proxy-Authorization: ";

    private final ServerSocket socket;
    private final String login;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    private ConnectProxy(ServerSocket socket, String login) {
        this.socket = socket;
        this.login = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Starts one for who says this name and password. */
    public static ConnectProxy start(String login) {
        try {
            ConnectProxy proxy = new ConnectProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), login);
            Thread.ofVirtual().start(proxy::serve);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns its port. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Returns where it was asked to connect to, by whom it knows: {@code HOST:PORT}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Returns all the headers that it was sent. */
    public List<String> headers() {
        return List.copyOf(headers);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
            while (true) {
                String request = lines.readLine();
                boolean known = false;
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    known |= line.regionMatches(true, 0, AUTHORIZATION, 0, AUTHORIZATION.length())
                            && line.endsWith(login);
                    headers.add(line);
                }
                if (request == null || !request.startsWith("CONNECT ")) {
                    return;
                }
                if (!known) {
                    say(client, "407 Who is it\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0");
                    continue;
                }
                String to = request.split(" ", -1)[1];
                asked.add(to);
                try (Socket server = new Socket("localhost", Integer.parseInt(to.replaceFirst(".*:", "")))) {
                    say(client, "200 Connected");
                    Thread.ofVirtual().start(() -> carry(server, client));
                    carry(client, server);
                }
                return;
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
