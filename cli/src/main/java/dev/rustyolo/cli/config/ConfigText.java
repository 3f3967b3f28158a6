package dev.rustyolo.cli.config;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Utf8;
import dev.rustyolo.cli.trust.TrustStore;
import dev.rustyolo.cli.ui.Escaper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in a configuration file. It is read once: what is parsed, shown and approved is the same text.
 *
 * @param file where it was read
 * @param text its content
 */
record ConfigText(Path file, String text) {
    /** The most bytes a file may have. */
    static final int LONGEST = 1 << 20;

    private static final String WRITE_ANEW = "write it as a plain file, or delete it";
    private static final String NOT_A_DIRECTORY = "Not a directory";

    /**
     * Reads the user's file. It may be a link, since people keep such files elsewhere; and no project may hold the file
     * that it leads to.
     */
    static Optional<ConfigText> ofUser(Path file) {
        return read(file, Set.of());
    }

    /** Reads a project's file, which must be no link: an agent may have planted it. */
    static Optional<ConfigText> ofProject(Path file) {
        return read(file, Set.of(NOFOLLOW_LINKS));
    }

    /** The content's hash, by which trust knows it. */
    String hash() {
        return TrustStore.hash(text);
    }

    /** The file's name, for a terminal. */
    String name() {
        return Escaper.line(file.toString());
    }

    private static Optional<ConfigText> read(Path file, Set<LinkOption> links) {
        try {
            if (!exists(file)) {
                return Optional.empty();
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, links.toArray(LinkOption[]::new));
            // To open a pipe would wait for somebody to write to it.
            if (!attributes.isRegularFile()) {
                throw refused(file, kind(attributes));
            }
            Set<OpenOption> options = new HashSet<>(links);
            options.add(READ);
            try (InputStream stream = Channels.newInputStream(Files.newByteChannel(file, options))) {
                byte[] bytes = stream.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw refused(file, "it has more than " + LONGEST + " bytes");
                }
                return Optional.of(new ConfigText(file, decode(file, bytes)));
            }
        } catch (IOException e) {
            throw CliException.usage(
                    "can't read " + Escaper.line(file.toString()) + ": " + why(e), "make it readable, or delete it");
        }
    }

    /** Is there anything of that name, a link that leads nowhere included? */
    private static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            if (NOT_A_DIRECTORY.equals(e.getReason())) {
                return false;
            }
            throw e;
        }
    }

    private static String decode(Path file, byte[] bytes) {
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw refused(file, "it isn't UTF-8 text");
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "it is a symbolic link";
        }
        return attributes.isDirectory() ? "it is a directory" : "it isn't a regular file";
    }

    private static CliException refused(Path file, String why) {
        return CliException.usage("can't use " + Escaper.line(file.toString()) + ": " + why, WRITE_ANEW);
    }

    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is a link that leads nowhere";
        }
        return e instanceof FileSystemException named && named.getReason() != null
                ? Escaper.line(String.valueOf(named.getReason()))
                : e.getClass().getSimpleName();
    }

    /** The content may hold secrets. */
    @Override
    public String toString() {
        return "ConfigText[" + file + "]";
    }
}
