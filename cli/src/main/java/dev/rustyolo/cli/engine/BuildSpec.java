package dev.rustyolo.cli.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An image to build.
 *
 * @param context the directory with its Dockerfile
 * @param hash what identifies the context's content; kept with the image
 * @param tags the names it gets
 * @param arguments the Dockerfile's arguments
 * @param cache may layers of earlier builds be used?
 */
public record BuildSpec(Path context, String hash, List<String> tags, Map<String, String> arguments, boolean cache) {
    public BuildSpec {
        tags = List.copyOf(tags);
        arguments = Map.copyOf(arguments);
    }
}
