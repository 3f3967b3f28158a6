package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of rustyolo's images before a test that gives them to others, or has versions of the program build that tidy
 * up what other versions have left. While they are kept, no image goes that has one.
 */
public final class ImageNames implements AutoCloseable {
    private static final List<String> REPOSITORIES = List.of("llm-rustyolo", "llm-rustyolo-gateway");
    private static final String KEPT = "rustyolo-lab-kept:";

    private final Map<String, String> images = new LinkedHashMap<>();

    private ImageNames() {}

    /** Takes note of them. */
    public static ImageNames keep() {
        ImageNames names = new ImageNames();
        for (String repository : REPOSITORIES) {
            for (String line : Docker.list("image", "ls", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}", repository)) {
                String[] parts = line.split(" ", 2);
                if (!parts[0].endsWith(":<none>")) {
                    names.images.put(parts[0], parts[1]);
                }
            }
        }
        names.images.values().stream().distinct().forEach(id -> Docker.run("tag", id, KEPT + id));
        return names;
    }

    /** Gives them back, and takes away those that have come. */
    @Override
    public void close() {
        for (String repository : REPOSITORIES) {
            for (String name : Docker.list("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", repository)) {
                if (!images.containsKey(name) && !name.endsWith(":<none>")) {
                    Docker.attempt("rmi", "-f", name);
                }
            }
        }
        images.forEach((name, id) -> Docker.run("tag", KEPT + id, name));
        images.values().stream().distinct().forEach(id -> Docker.run("rmi", KEPT + id));
    }
}
