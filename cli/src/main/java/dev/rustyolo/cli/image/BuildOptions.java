package dev.rustyolo.cli.image;

import java.nio.file.Path;
import java.util.List;

/**
 * How to build.
 *
 * @param certificates a file of certificates that the image is to trust: none or one
 * @param cache may layers of earlier builds be used?
 */
public record BuildOptions(List<Path> certificates, boolean cache) {
    public BuildOptions {
        certificates = List.copyOf(certificates);
    }

    /** With the cache. */
    public static BuildOptions cached(List<Path> certificates) {
        return new BuildOptions(certificates, true);
    }
}
