package dev.rustyolo.cli.trust;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.ui.Escaper;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which content of a project's configuration the person has approved: one file (0600) for each project in a
 * directory (0700), named by the hash of the project's canonical path. The content is kept along with its hash, so that
 * a later change can be shown.
 */
public final class TrustStore {
    private static final String FORM = "rustyolo trust 1";
    private static final int HASH_DIGITS = 64;
    private static final int LINES_BEFORE_CONTENT = 3;
    /** A record that is longer isn't one of ours. */
    private static final int LONGEST = 4 << 20;

    private final Path directory;

    /**
     * The records in a directory.
     *
     * @param directory ours, and made when it is first needed
     */
    public TrustStore(Path directory) {
        this.directory = directory;
    }

    /** A content's hash, as it is recorded: SHA-256 of its UTF-8 bytes, in lower-case hex. */
    public static String hash(String content) {
        return Fingerprint.of(content, HASH_DIGITS);
    }

    /**
     * What is approved for a project.
     *
     * @param project canonical
     * @return nothing also when the record is damaged: then it approves nothing
     * @throws CliException when there is a record and it can't be read
     */
    public Optional<TrustedContent> find(Path project) {
        Path file = file(project);
        try (InputStream stream = Channels.newInputStream(Files.newByteChannel(file, Set.of(READ, NOFOLLOW_LINKS)))) {
            return parse(new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("read", file, e);
        }
    }

    /**
     * Records that a content is approved, in place of any other.
     *
     * @param project canonical
     * @param content the whole content, as it was shown
     */
    public void approve(Path project, String content) {
        Path file = file(project);
        try {
            PrivateDirectories.createAll(directory);
            FileWriter.replace(
                    file,
                    FORM + "\n" + "project " + Escaper.line(project.toString()) + "\nsha256 " + hash(content) + "\n"
                            + content);
        } catch (IOException e) {
            throw unusable("write", file, e);
        }
    }

    /** Takes an approval back; returns whether there was one. */
    public boolean revoke(Path project) {
        Path file = file(project);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable("delete", file, e);
        }
    }

    private static Optional<TrustedContent> parse(String record) {
        String[] parts = record.split("\n", LINES_BEFORE_CONTENT + 1);
        if (parts.length <= LINES_BEFORE_CONTENT || !parts[0].equals(FORM)) {
            return Optional.empty();
        }
        String content = parts[LINES_BEFORE_CONTENT];
        String hash = hash(content);
        return parts[2].equals("sha256 " + hash) ? Optional.of(new TrustedContent(hash, content)) : Optional.empty();
    }

    private Path file(Path project) {
        return directory.resolve(Fingerprint.of(project.toString(), HASH_DIGITS));
    }

    private static CliException unusable(String what, Path file, IOException cause) {
        return new CliException(
                ExitCode.IO,
                "can't " + what + " the record of what is trusted: " + Text.quote(file.toString()),
                "check that it is yours and that there is space",
                cause);
    }
}
