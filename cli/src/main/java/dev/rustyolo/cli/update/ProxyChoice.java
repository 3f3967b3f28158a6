package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that the person's environment names: {@code HTTPS_PROXY} and {@code NO_PROXY}, in upper or lower case, the
 * lower case first as curl(1) has it. It carries TLS and can't read it.
 */
final class ProxyChoice {
    private static final int DEFAULT_PORT = 80;
    private static final int LARGEST_PORT = 65_535;

    private final Map<String, String> environment;

    ProxyChoice(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** How to get to a server. */
    sealed interface Way {
        /** Without a proxy. */
        record Direct() implements Way {}

        /**
         * Through one.
         *
         * @param host its name
         * @param port its port
         * @param user who it wants to know; empty when it doesn't
         * @param password and how; may be empty
         */
        record Through(String host, int port, String user, String password) implements Way {
            /** Passwords are nobody's business. */
            @Override
            public String toString() {
                return host + ":" + port;
            }
        }
    }

    /**
     * The way to that address.
     *
     * @throws CliException when the environment names a proxy that can't be used
     */
    Way to(URI address) {
        String proxy = variable("HTTPS_PROXY");
        return proxy.isEmpty() || isExempt(address) ? new Way.Direct() : parse(proxy);
    }

    /** The proxy in words, for the person; nothing when there is none. */
    Optional<String> describe(URI address) {
        return to(address) instanceof Way.Through through ? Optional.of(through.toString()) : Optional.empty();
    }

    private boolean isExempt(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int port = address.getPort() < 0 ? 443 : address.getPort();
        for (String entry : variable("NO_PROXY").toLowerCase(Locale.ROOT).split("[, ]+", -1)) {
            String name = entry.startsWith("*.") ? entry.substring(1) : entry;
            String suffix = name.startsWith(".") ? name : "." + name;
            if (entry.equals("*")
                    || (!name.isEmpty()
                            && (host.equals(name)
                                    || host.endsWith(suffix)
                                    || (host + ":" + port).equals(name)
                                    || (host + ":" + port).endsWith(suffix)))) {
                return true;
            }
        }
        return false;
    }

    private static Way parse(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            String host = uri.getHost();
            if (!"http".equalsIgnoreCase(uri.getScheme()) || host == null || uri.getPort() > LARGEST_PORT) {
                throw unusable();
            }
            String[] login = String.valueOf(uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo())
                    .split(":", 2);
            return new Way.Through(
                    host,
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    decoded(login[0]),
                    login.length > 1 ? decoded(login[1]) : "");
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw unusable();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the value, which may hold a password. */
    private static CliException unusable() {
        return CliException.usage(
                "can't use the proxy in HTTPS_PROXY: it isn't of the form http://HOST:PORT",
                "correct it, or unset it for this command");
    }

    private String variable(String upper) {
        String lower = environment.getOrDefault(upper.toLowerCase(Locale.ROOT), "");
        return lower.isEmpty() ? environment.getOrDefault(upper, "") : lower;
    }
}
