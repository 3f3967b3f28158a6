package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Docker's client hands the {@code proxies} of its configuration, passwords and all, to every container it starts. The
 * agent's traffic goes through the gateway and needs none of it, so they are set to nothing.
 */
final class ProxySettings {
    private static final List<String> NAMES =
            List.of("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY");

    private ProxySettings() {}

    /** The variables that must be set to nothing: none when the client has no such configuration. */
    static List<String> blank(Host host, AgentEnvironment environment) {
        if (!isConfigured(host)) {
            return List.of();
        }
        List<String> blank = new ArrayList<>();
        for (String upper : NAMES) {
            for (String name : List.of(upper, upper.toLowerCase(Locale.ROOT))) {
                if (environment.contains(name)) {
                    throw CliException.usage(
                            "the variable " + name + " can't be set: docker's client sets it too, from the proxies in"
                                    + " its configuration",
                            "leave it out; the agent needs no proxy, its traffic goes through the gateway");
                }
                blank.add(name);
            }
        }
        return List.copyOf(blank);
    }

    private static boolean isConfigured(Host host) {
        Path file = EngineAddress.configuration(host).resolve("config.json");
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains("\"proxies\"");
        } catch (IOException e) {
            return true;
        }
    }
}
