package dev.rustyolo.cli.image;

import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.host.TreeRemoval;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Newer versions of agents than this program pins, locked on this machine, with the hash of every package. They take the
 * place of the shipped ones in every build, until another version of this program ships others.
 *
 * @param directory one directory for each set of them, named by its content
 */
record AgentPins(Path directory) {
    /** Prints what {@code Dockerfile.newest} has made: a line that names a file, and the file. */
    static final String QUESTION =
            "cd /newest && for file in */*; do echo \"== $file\"; cat \"$file\" || exit 1; echo; done";

    private static final String HEAD = "== ";
    private static final String VERSION = "version";
    private static final Set<String> FILES =
            Set.of(VERSION, "package.json", "package-lock.json", "requirements.in", "requirements.txt");
    private static final int DIGITS = 16;

    static AgentPins in(Path state) {
        return new AgentPins(state.resolve("pins"));
    }

    /**
     * Reads the answer to {@link #QUESTION}.
     *
     * @param agents whose files are expected; there are no others
     * @return the files, each by its agent and name
     * @throws IOException when something else is there, or something is missing
     */
    static NavigableMap<String, String> parse(String answer, Collection<String> agents) throws IOException {
        NavigableMap<String, StringBuilder> read = new TreeMap<>();
        StringBuilder file = new StringBuilder();
        for (String line : answer.lines().toList()) {
            if (line.startsWith(HEAD)) {
                file = new StringBuilder();
                read.put(line.substring(HEAD.length()), file);
            } else {
                file.append(line).append('\n');
            }
        }
        NavigableMap<String, String> files = new TreeMap<>();
        for (String name : read.navigableKeySet()) {
            int slash = name.indexOf('/');
            if (slash < 0 || !agents.contains(name.substring(0, slash)) || !FILES.contains(name.substring(slash + 1))) {
                throw new IOException("a file was not expected");
            }
            files.put(name, String.valueOf(read.get(name)).strip() + "\n");
        }
        for (String agent : agents) {
            if (!isVersion(files.getOrDefault(agent + "/" + VERSION, "").strip())) {
                throw new IOException("no version of " + agent);
            }
        }
        return files;
    }

    private static boolean isVersion(String text) {
        return !text.isEmpty()
                && text.length() <= 64
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || ".-+_".indexOf(c) >= 0);
    }

    /** Keeps such files, whole or not at all, and returns the name of the set. */
    String keep(NavigableMap<String, String> files) throws IOException {
        String name = Fingerprint.of(files.toString(), DIGITS);
        if (has(name)) {
            return name;
        }
        PrivateDirectories.createAll(directory);
        Path fresh = directory.resolve(".new-" + RandomId.next());
        for (String file : files.navigableKeySet()) {
            Path path = fresh.resolve(file);
            PrivateDirectories.createAll(path.resolveSibling("."));
            Files.writeString(path, files.get(file));
        }
        Files.move(fresh, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    boolean has(String name) {
        return !name.isEmpty() && Files.isDirectory(directory.resolve(name));
    }

    /** Puts a set in the place of what a context pins. */
    void putInto(Path context, String name) throws IOException {
        try (DirectoryStream<Path> agents = Files.newDirectoryStream(directory.resolve(name))) {
            for (Path agent : agents) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(agent)) {
                    for (Path file : files) {
                        Files.copy(
                                file,
                                context.resolve(String.valueOf(agent.getFileName()))
                                        .resolve(String.valueOf(file.getFileName())),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    /** The version of each agent in a set; none when there is no such set. */
    NavigableMap<String, String> versions(String name) {
        NavigableMap<String, String> versions = new TreeMap<>();
        if (has(name)) {
            try (DirectoryStream<Path> agents = Files.newDirectoryStream(directory.resolve(name))) {
                for (Path agent : agents) {
                    versions.put(
                            String.valueOf(agent.getFileName()),
                            Files.readString(agent.resolve(VERSION)).strip());
                }
            } catch (IOException e) {
                return new TreeMap<>();
            }
        }
        return versions;
    }

    /** Removes all other sets. */
    void tidy(String name) throws IOException {
        try (DirectoryStream<Path> sets = Files.newDirectoryStream(directory)) {
            for (Path set : sets) {
                if (!set.endsWith(name)) {
                    TreeRemoval.remove(set);
                }
            }
        }
    }
}
