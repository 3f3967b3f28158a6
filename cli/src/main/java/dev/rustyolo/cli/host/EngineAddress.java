package dev.rustyolo.cli.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the engine's client will look for its engine: in DOCKER_HOST, else in the context that DOCKER_CONTEXT or its
 * configuration names, else at the usual socket.
 *
 * @param text a URL, or what stands for one when it can't be found out
 */
public record EngineAddress(String text) {
    private static final String SCHEME = "unix://";
    private static final String USUAL = SCHEME + "/var/run/docker.sock";

    /** The address that holds on that machine. */
    public static EngineAddress of(Host host) {
        String named = host.variable("DOCKER_HOST");
        if (!named.isEmpty()) {
            return new EngineAddress(named);
        }
        Path configuration = configuration(host);
        String fromVariable = host.variable("DOCKER_CONTEXT");
        String context =
                fromVariable.isEmpty() ? field("currentContext", configuration.resolve("config.json")) : fromVariable;
        if (context.isEmpty() || context.equals("default")) {
            return new EngineAddress(USUAL);
        }
        Path meta = configuration.resolve("contexts/meta").resolve(Fingerprint.of(context, 64));
        String address = field("Host", meta.resolve("meta.json"));
        return new EngineAddress(address.isEmpty() ? "context " + context : address);
    }

    /** The directory of the client's configuration. */
    public static Path configuration(Host host) {
        String named = host.variable("DOCKER_CONFIG");
        return named.isEmpty()
                ? host.home().resolve(".docker")
                : host.workingDirectory().resolve(CanonicalPath.typed(named));
    }

    /** The engine's socket, when it has one on this machine. */
    public Optional<Path> socket() {
        return text.startsWith(SCHEME + "/")
                ? Optional.of(CanonicalPath.of(CanonicalPath.typed(text.substring(SCHEME.length()))))
                : Optional.empty();
    }

    /** A field's text, the first of that name however deep; empty when there is none, or the file can't be read. */
    private static String field(String name, Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (JsonParser parser = new JsonFactory().createParser(Files.readString(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
            }
        } catch (IOException e) {
            // What docker can't read either.
        }
        return "";
    }
}
