package dev.rustyolo.e2e.release;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An installation as install.sh makes it, of the built program with another version and with keys of the test's own:
 * there is no other way to give it others than to exchange them in its jar.
 *
 * @param project whose home it is in
 * @param environment of who runs it
 */
public record Installed(Project project, Map<String, String> environment) {
    private static final Path JAR = Path.of("lib/app/cli.jar");

    /** Makes a copy of the built program that is another version and trusts those keys; without caches. */
    public static Path build(Path directory, String version, List<ReleaseKey> keys) {
        Path built = Rustyolo.binary().resolve("../..").normalize();
        try (Stream<Path> tree = Files.walk(built)) {
            for (Path path : tree.toList()) {
                Path copy = directory.resolve(built.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else if (!path.toString().endsWith(".aot")) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            String original = Files.readString(directory.resolve("lib/version")).strip();
            Files.writeString(directory.resolve("lib/version"), version + "\n");
            Path launcher = directory.resolve("bin/rustyolo");
            Files.writeString(
                    launcher, Files.readString(launcher).replace("rustyolo " + original, "rustyolo " + version));
            try (FileSystem jar = FileSystems.newFileSystem(directory.resolve(JAR))) {
                Files.writeString(jar.getPath("/dev/rustyolo/cli/command/version.txt"), version + "\n");
                Files.writeString(
                        jar.getPath("/dev/rustyolo/cli/update/release-keys.txt"),
                        String.join(
                                        "\n",
                                        keys.stream()
                                                .map(ReleaseKey::publicLine)
                                                .toList()) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + built, e);
        }
        return directory;
    }

    /** Installs a build for a project's account. */
    public static Installed of(Project project, Path build, String version) {
        Path root = project.home().resolve(".local/share/rustyolo");
        Path home = root.resolve("versions/" + version + "-0123456789abcdef");
        try {
            Files.createDirectories(home.getParent());
            Files.createDirectories(project.home().resolve(".local/bin"));
            copy(build, home);
            Files.createSymbolicLink(
                    root.resolve("current"),
                    Path.of("versions", home.getFileName().toString()));
            Files.createSymbolicLink(
                    project.home().resolve(".local/bin/rustyolo"), Path.of("../share/rustyolo/current/bin/rustyolo"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install " + build, e);
        }
        project.account().own(project.base());
        Map<String, String> environment = new HashMap<>(project.account().environment());
        environment.put("HOME", project.home().toString());
        return new Installed(project, environment);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Returns the same, run with another environment variable. */
    public Installed withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Installed(project, more);
    }

    /** Returns what holds all versions. */
    public Path root() {
        return project.home().resolve(".local/share/rustyolo");
    }

    /** Returns what people type. */
    public Path program() {
        return project.home().resolve(".local/bin/rustyolo");
    }

    /** Starts it. */
    public Program start(String... words) {
        List<String> command = new ArrayList<>(project.account().prefix());
        command.add(program().toString());
        command.addAll(List.of(words));
        return Program.start("rustyolo", project.directory(), environment, command);
    }

    /** Starts it on a terminal of its own. */
    public Program startOnTerminal(String... words) {
        List<String> command = new ArrayList<>(project.account().prefix());
        command.addAll(List.of(
                "script", "--quiet", "--return", "--command", program() + " " + String.join(" ", words), "/dev/null"));
        return Program.start("rustyolo", project.directory(), environment, command);
    }

    /** Runs it to its end, with nothing to read. */
    public Output run(String... words) {
        try (Program program = start(words)) {
            program.closeInput();
            return program.await(Rustyolo.PATIENCE);
        }
    }

    /** Returns what it says its version is. */
    public String version() {
        return run("--version").out().strip();
    }

    /** Returns the names of the versions that are there. */
    public List<String> versions() {
        try (Stream<Path> versions = Files.list(root().resolve("versions"))) {
            return versions.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where a link of it leads: "current" or "previous"; or an empty text. */
    public String link(String name) {
        Path link = root().resolve(name);
        try {
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is in it, byte for byte, but for the work of updates. */
    public Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root())) {
            for (Path path : tree.toList()) {
                String name = root().relativize(path).toString();
                if (name.startsWith(".update")) {
                    continue;
                }
                content.put(
                        name,
                        Files.isSymbolicLink(path)
                                ? Files.readSymbolicLink(path).toString()
                                : Files.isDirectory(path) ? "" : ReleaseKey.sha256(Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    /** Returns the names of what updates have left to themselves. */
    public List<String> work() {
        Path work = root().resolve(".update");
        if (!Files.exists(work)) {
            return List.of();
        }
        try (Stream<Path> left = Files.list(work)) {
            return left.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
