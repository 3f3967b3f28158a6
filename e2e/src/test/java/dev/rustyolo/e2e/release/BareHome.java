package dev.rustyolo.e2e.release;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An account without privileges that has nothing, and the installer, in its home, with keys of the test's own. Closing it
 * deletes the home.
 *
 * @param account whose it is
 * @param directory the home
 */
public record BareHome(Account account, Path directory) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path INSTALLER = Path.of("..", "install.sh");
    /** How the script's list of keys looks. */
    private static final String KEYS = "keys='\n(?:[0-9a-f]{16} [A-Za-z0-9+/=]{44}\n)+'";

    /** Makes one, whose installer pins these keys. */
    public static BareHome withKeys(List<ReleaseKey> keys) {
        try {
            Account account = Account.unprivileged();
            Path directory = Files.createTempDirectory("rustyolo-bare-home");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            StringBuilder lines = new StringBuilder("keys='\n");
            keys.forEach(key -> lines.append(key.publicLine()).append('\n'));
            String script = Files.readString(INSTALLER);
            String changed = script.replaceFirst(KEYS, lines.append("'").toString());
            if (changed.equals(script)) {
                throw new IllegalStateException("install.sh has no list of keys to exchange; mend the test");
            }
            Files.writeString(directory.resolve("install.sh"), changed);
            account.own(directory);
            return new BareHome(account, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a home", e);
        }
    }

    /** Runs the installer on a server's release, with further options. */
    public Output install(ReleaseServer server, String from, String... more) {
        List<String> words = new ArrayList<>(List.of("sh", "install.sh", "--from", from));
        words.addAll(List.of("--ca-cert", server.authority().toString()));
        words.addAll(List.of(more));
        return run(Map.of(), words);
    }

    /** Runs a command as the account, at home. */
    public Output run(Map<String, String> variables, List<String> words) {
        Map<String, String> environment = new HashMap<>(account.environment());
        environment.put("HOME", directory.toString());
        environment.putAll(variables);
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(words);
        try (Program program = Program.start(words.getFirst(), directory, environment, command)) {
            program.closeInput();
            return program.await(PATIENCE);
        }
    }

    /** Runs the installed command by the link in the account's directory of programs. */
    public Output rustyolo(String... words) {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(List.of(words));
        return run(Map.of(), command);
    }

    /** Returns that link. */
    public Path program() {
        return directory.resolve(".local/bin/rustyolo");
    }

    /** Returns where the versions and the links to them are. */
    public Path data() {
        return directory.resolve(".local/share/rustyolo");
    }

    /** Returns the names of all installed versions' directories. */
    public List<String> versions() {
        return names(data().resolve("versions"));
    }

    /** Returns the names in a directory; none when it isn't there. */
    public static List<String> names(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + directory, e);
        }
    }

    /** Returns where a link leads to, as it says it; nothing when there is none. */
    public String target(String name) {
        try {
            Path link = data().resolve(name);
            return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readSymbolicLink(link).toString()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
