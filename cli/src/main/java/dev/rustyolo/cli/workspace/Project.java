package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory the agent works in.
 *
 * @param directory canonical
 * @param owner who owns it
 */
public record Project(Path directory, Account owner) {
    private static final int NAME_LENGTH = 40;
    private static final int HASH_LENGTH = 16;

    /** The project at that directory. */
    public static Project at(Path directory) {
        Path canonical = CanonicalPath.existingPath(directory);
        try {
            return new Project(canonical, FileOwners.of(canonical));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't find out who owns " + Text.quote(canonical.toString()),
                    "check that it is still there",
                    e);
        }
    }

    /**
     * What an agent in a directory, now or in an earlier session, may have been able to write: the directory, and the
     * repository around it.
     *
     * @param directory where a command was typed
     * @param home the user's home directory; a repository there, or above, isn't anybody's project
     * @return canonical paths
     */
    public static List<Path> surrounding(Path directory, Path home) {
        Path canonical = CanonicalPath.existingPath(directory);
        Path top = CanonicalPath.of(home);
        Path repository = canonical;
        for (Path current = canonical; current != null && !top.startsWith(current); current = current.getParent()) {
            if (Files.exists(current.resolve(".git"))) {
                repository = current;
            }
        }
        return List.of(repository);
    }

    /** A name for its home directory: readable, safe as a file's name, and different for different projects. */
    public String key() {
        Path last = directory.getFileName();
        String name = last == null ? "root" : last.toString();
        StringBuilder safe = new StringBuilder(NAME_LENGTH);
        for (int i = 0; i < name.length() && safe.length() < NAME_LENGTH; i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            safe.append(plain ? c : '-');
        }
        return safe + "-" + Fingerprint.of(directory.toString(), HASH_LENGTH);
    }
}
