package dev.rustyolo.cli.image;

import java.nio.file.Path;
import java.util.List;

/**
 * How to build.
 *
 * @param certificates a file of certificates that the image is to trust: none or one
 * @param cache may layers of earlier builds be used?
 * @param agents which agents to install, and no others; none said means those of the last build
 * @param from the person's image to put the agents on; empty for ours
 */
public record BuildOptions(List<Path> certificates, boolean cache, List<String> agents, String from) {
    public BuildOptions {
        certificates = List.copyOf(certificates);
        agents = List.copyOf(agents);
    }

    /** With the cache, and those agents. */
    public static BuildOptions cached(List<Path> certificates, List<String> agents) {
        return new BuildOptions(certificates, true, agents, "");
    }

    /** With the cache, and the agents of the last build. */
    public static BuildOptions cached(List<Path> certificates) {
        return cached(certificates, List.of());
    }

    /** The same on that image; empty for ours. */
    public BuildOptions on(String image) {
        return new BuildOptions(certificates, cache, agents, image);
    }
}
