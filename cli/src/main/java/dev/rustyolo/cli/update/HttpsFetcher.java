package dev.rustyolo.cli.update;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks over HTTPS, with the client that is part of java.base: java.net.http would add 1.4 MB to the runtime, twice, for a
 * handful of requests. Certificates and names are checked as always.
 */
final class HttpsFetcher implements Fetcher {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    /** So old is a connection that says nothing, when it is given up. */
    static final Duration STALL_LIMIT = Duration.ofSeconds(30);

    private static final String HTTPS = "https";

    private final SSLSocketFactory sockets;
    private final ProxyChoice proxies;

    HttpsFetcher(SSLSocketFactory sockets, ProxyChoice proxies) {
        this.sockets = sockets;
        this.proxies = proxies;
        // Java keeps a password from a proxy that is asked for TLS unless told, and reads this once. It goes only where
        // the
        // person's own environment says.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    @Override
    public Answer get(URI address, Map<String, String> headers) throws IOException {
        if (!HTTPS.equalsIgnoreCase(address.getScheme())) {
            throw new IOException("not an https address");
        }
        ProxyChoice.Way way = proxies.to(address);
        if (!(address.toURL().openConnection(proxy(way)) instanceof HttpsURLConnection connection)) {
            throw new IOException("this Java runtime has no HTTPS");
        }
        connection.setSSLSocketFactory(sockets);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) STALL_LIMIT.toMillis());
        // Nothing about who asks: not even the version.
        connection.setRequestProperty("User-Agent", "rustyolo");
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        headers.forEach(connection::setRequestProperty);
        authenticate(connection, way);
        return new Live(connection, connection.getResponseCode());
    }

    private static Proxy proxy(ProxyChoice.Way way) {
        return switch (way) {
            case ProxyChoice.Way.Direct() -> Proxy.NO_PROXY;
            case ProxyChoice.Way.Through through ->
                new Proxy(Proxy.Type.HTTP, new java.net.InetSocketAddress(through.host(), through.port()));
        };
    }

    private static void authenticate(HttpURLConnection connection, ProxyChoice.Way way) {
        if (way instanceof ProxyChoice.Way.Through through && !through.user().isEmpty()) {
            connection.setAuthenticator(new Authenticator() {
                @Override
                protected @org.jspecify.annotations.Nullable PasswordAuthentication getPasswordAuthentication() {
                    return getRequestorType() == RequestorType.PROXY
                            ? new PasswordAuthentication(
                                    through.user(), through.password().toCharArray())
                            : null;
                }
            });
        }
    }

    private record Live(HttpsURLConnection connection, int status) implements Answer {
        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }

        @Override
        public InputStream body() throws IOException {
            InputStream error = status >= HttpURLConnection.HTTP_BAD_REQUEST ? connection.getErrorStream() : null;
            if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
                return error == null ? InputStream.nullInputStream() : error;
            }
            return connection.getInputStream();
        }

        /** Drops the connection: what is left of a body isn't waited for. */
        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
