package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project of an account, and a home directory of its own, so that nothing of the account's real one is touched.
 * Closing it deletes both.
 *
 * @param account whose it is
 * @param base what holds both, below the account's real home
 */
public record Project(Account account, Path base) implements AutoCloseable {
    private static final Path PROBES = Path.of("probes");
    private static final long SUITE = ProcessHandle.current().pid();
    private static final String ALL = ".rustyolo-e2e";

    /** Makes an empty project. */
    public static Project create(Account account) {
        Path all = account.home().resolve(ALL);
        Project project =
                new Project(account, all.resolve(SUITE + "-" + Nonce.fresh().text()));
        try {
            if (Files.notExists(all)) {
                Files.createDirectory(all);
                account.own(all);
            }
            Files.createDirectories(project.directory());
            Files.createDirectories(project.home());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + project.base(), e);
        }
        account.own(project.base());
        return project;
    }

    /** Deletes what suites that crashed have left: their processes are gone. */
    public static void deleteLeftovers(Account account) {
        Path all = account.home().resolve(ALL);
        if (!Files.exists(all)) {
            return;
        }
        try (Stream<Path> projects = Files.list(all)) {
            for (Path project : projects.toList()) {
                String suite = project.getFileName().toString().replaceFirst("-.*", "");
                if (ProcessHandle.of(Long.parseLong(suite)).isEmpty()) {
                    new Project(account, project).delete();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + all, e);
        }
    }

    /** Makes a project with the probes in it. */
    public static Project withProbes(Account account) {
        Project project = create(account);
        try (Stream<Path> probes = Files.list(PROBES)) {
            for (Path probe : probes.filter(Files::isRegularFile).toList()) {
                Files.copy(probe, project.directory().resolve(probe.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the probes", e);
        }
        account.own(project.directory());
        return project;
    }

    /** Returns the directory that the command is typed in. */
    public Path directory() {
        return base.resolve("project");
    }

    /** Returns where the command keeps what it has in the engine. */
    public Path state() {
        Path state = home().resolve(".local/state/rustyolo");
        return Engine.current().isPodman() ? state.resolve("podman") : state;
    }

    /** Returns what the command takes for the account's home directory. */
    public Path home() {
        return base.resolve("home");
    }

    /** Writes a file of the account's, with the directories it needs. */
    public Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        account.own(base);
        return file;
    }

    /** Writes a file in the project. */
    public Path write(String name, String content) {
        return write(directory().resolve(name), content);
    }

    /** Writes a program of the account's outside of the project, and returns its directory. */
    public Path writeProgram(String name, String content) {
        Path directory = base.resolve("tools");
        Path program = write(directory.resolve(name), content);
        try {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + program + " a program", e);
        }
        return directory;
    }

    /** Reads a file of the project. */
    public String read(String name) {
        return readAt(directory().resolve(name).toString());
    }

    /** Reads any file. */
    public String readAt(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Returns all that the account has of it: the project, the home, and what is in them. */
    public List<Path> tree() {
        try (Stream<Path> tree = Files.walk(base)) {
            return tree.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + base, e);
        }
    }

    /**
     * Returns what has another owner than it should: what the sandbox can write to is the account's, what is written beside
     * it is of whoever types the command.
     */
    public List<Path> wronglyOwned() {
        Path homes = home().resolve(".local/state/rustyolo/homes");
        return tree().stream()
                .filter(path -> {
                    int owner = owner(path);
                    boolean inSandbox = path.startsWith(directory()) || (path.startsWith(homes) && !path.equals(homes));
                    return owner != account.uid()
                            && (inSandbox || owner != account.typist().uid());
                })
                .toList();
    }

    private static int owner(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell whose " + path + " is", e);
        }
    }

    /**
     * Deletes it.
     *
     * @throws AssertionError when a container still has it mounted, which is removed then: its session must have done so
     */
    @Override
    public void close() {
        List<String> left = Docker.list("ps", "-aq", "--filter", "volume=" + directory());
        left.forEach(container -> Docker.attempt("rm", "-f", container));
        delete();
        if (!left.isEmpty()) {
            throw new AssertionError("a session in " + base + " left its agent's container");
        }
    }

    private void delete() {
        try {
            for (Path each : tree().stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + base, e);
        }
    }
}
