package dev.rustyolo.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What dist/build makes, as far as a release holds it.
 *
 * @param directory where it is
 * @param version as "0.1.0"
 * @param target the platform it is for
 */
record Distribution(Path directory, String version, String target) {
    /** Caches are recorded on the machine they are for. */
    private static final String CACHE = ".aot";

    /** Reads what it says of itself. */
    static Distribution in(Path directory) throws IOException {
        return new Distribution(
                directory.toRealPath(),
                line(directory.resolve("lib/version"), "[0-9]+\\.[0-9]+\\.[0-9]+"),
                line(directory.resolve("lib/target"), "[a-z0-9_]+(-[a-z0-9]+){2,3}"));
    }

    /** Returns what a release's files begin with. */
    String name() {
        return "rustyolo-" + target;
    }

    /** Returns the one directory in the archive. */
    String top() {
        return "rustyolo-" + version + "-" + target;
    }

    /** Returns what the archive is called. */
    String archive() {
        return name() + (isZip() ? ".zip" : ".tar.gz");
    }

    boolean isZip() {
        return target.contains("windows");
    }

    /**
     * Returns its files and directories by their paths, with slashes, in the order of those.
     *
     * @throws ReleaseException when there is something else
     */
    Map<String, Path> content() throws IOException {
        Map<String, Path> content = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.skip(1).toList()) {
                String name = directory.relativize(path).toString().replace('\\', '/');
                if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ReleaseException(
                            path + " is neither a file nor a directory, so no installer would take it;"
                                    + " mend dist/build");
                }
                if (!name.endsWith(CACHE)) {
                    content.put(name, path);
                }
            }
        }
        return content;
    }

    /** Returns the jars in it, by their paths. */
    Map<String, Path> jars() throws IOException {
        Map<String, Path> jars = new TreeMap<>(content());
        jars.keySet().removeIf(name -> !name.endsWith(".jar"));
        return jars;
    }

    /** Returns the paths of the Java runtimes in it. */
    List<String> runtimes() throws IOException {
        List<String> runtimes = new ArrayList<>(content().keySet());
        runtimes.removeIf(name -> !name.endsWith("/runtime"));
        return runtimes;
    }

    private static String line(Path file, String grammar) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ReleaseException("there is no " + file + ": this is no distribution; dist/build makes one");
        }
        String line = Files.readString(file).strip();
        if (!line.matches(grammar)) {
            throw new ReleaseException(file + " holds something else than it should; build the distribution again");
        }
        return line;
    }
}
