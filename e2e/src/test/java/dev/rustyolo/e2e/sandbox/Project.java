package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Nonce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project directory of an account, below its home. Closing it deletes it.
 *
 * @param account whose it is
 * @param directory where it is
 */
public record Project(Account account, Path directory) implements AutoCloseable {
    private static final Path PROBES = Path.of("probes");

    /** Makes an empty project. */
    public static Project create(Account account) {
        Path directory = account.home().resolve("e2e-" + Nonce.fresh().text());
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        account.own(directory);
        return new Project(account, directory);
    }

    /** Makes a project with the probes in it. */
    public static Project withProbes(Account account) {
        Project project = create(account);
        try (Stream<Path> probes = Files.list(PROBES)) {
            for (Path probe : probes.filter(Files::isRegularFile).toList()) {
                Files.copy(probe, project.path(probe.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the probes", e);
        }
        account.own(project.directory());
        return project;
    }

    /** Returns where a file of it is. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Writes a file of the account's. */
    public Path write(String name, String content) {
        Path file = path(name);
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        account.own(file);
        return file;
    }

    /** Reads a file. */
    public String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Returns all that is in it, itself included. */
    public List<Path> tree() {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Path each : tree().stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
