package dev.rustyolo.cli.workspace;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.RandomId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Reads and writes files below a directory that agents could write to, now or before. Every step goes through an open
 * directory (openat(2), renameat(2)) and follows no link, so nothing outside is ever read or written, whatever an agent
 * puts in the way, and whenever.
 *
 * @param base the directory; the path to it is no agent's to change
 * @param owner who gets what is made, when we are root: one account, or none
 */
public record OpenDirectory(Path base, List<Account> owner) {
    /** Why a file is refused that isn't UTF-8, to stand behind "it". */
    public static final String NOT_TEXT = "isn't text";

    private static final String PRIVATE = "rw-------";

    /** Copies the list. */
    public OpenDirectory {
        owner = List.copyOf(owner);
    }

    /** What is found under a name. */
    public sealed interface Found {
        /** Nothing. */
        record Absent() implements Found {}

        /** A file of that content. */
        record Content(String text) implements Found {}

        /** Something that won't be read, and why, to stand behind "it". */
        record Refused(String reason) implements Found {}
    }

    /**
     * Reads a file.
     *
     * @param file relative, without {@code .} or {@code ..}
     * @param limit the most bytes
     */
    public Found read(Path file, int limit) {
        try (SecureDirectoryStream<Path> parent = openParent(file)) {
            return read(parent, file.getFileName(), limit);
        } catch (NoSuchFileException e) {
            return new Found.Absent();
        } catch (CharacterCodingException e) {
            return new Found.Refused(NOT_TEXT);
        } catch (AccessDeniedException e) {
            return new Found.Refused("can't be opened for reading and writing");
        } catch (IOException e) {
            return new Found.Refused("can't be opened, or a directory above it is a link");
        }
    }

    private static Found read(SecureDirectoryStream<Path> parent, Path name, int limit) throws IOException {
        BasicFileAttributes attributes = attributes(parent, name);
        if (attributes.isSymbolicLink()) {
            return new Found.Refused("is a symbolic link");
        }
        if (!attributes.isRegularFile()) {
            return new Found.Refused("isn't a regular file");
        }
        // For writing too: a pipe that has come in its place then opens at once (fifo(7)), and has no size to be read.
        try (SeekableByteChannel channel = parent.newByteChannel(name, Set.of(READ, WRITE, NOFOLLOW_LINKS))) {
            long size = channel.size();
            if (size > limit) {
                return new Found.Refused("has more than " + limit + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // On to the next part.
            }
            bytes.flip();
            return new Found.Content(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        }
    }

    /**
     * Replaces a file (0600) as a whole, and makes the directories above it.
     *
     * @param file relative, without {@code .} or {@code ..}
     * @param durable is it to be on the disk before the old one goes?
     * @throws IOException when there is a link on the way, or something that isn't a directory, or no space
     */
    public void write(Path file, String content, boolean durable) throws IOException {
        Path above = file.getParent();
        if (above != null) {
            makeDirectory(above);
        }
        Path fresh = Path.of("." + RandomId.next() + ".tmp");
        try (SecureDirectoryStream<Path> parent = openParent(file)) {
            try (SeekableByteChannel channel = parent.newByteChannel(
                    fresh,
                    Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)))) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (durable && channel instanceof FileChannel opened) {
                    opened.force(true);
                }
            }
            try {
                give(parent, fresh);
                parent.move(fresh, parent, file.getFileName());
            } catch (IOException e) {
                parent.deleteFile(fresh);
                throw e;
            }
        }
    }

    /** Removes a file, if it is there. */
    public void delete(Path file) throws IOException {
        try (SecureDirectoryStream<Path> parent = openParent(file)) {
            parent.deleteFile(file.getFileName());
        } catch (NoSuchFileException e) {
            // It isn't.
        }
    }

    /**
     * Makes a directory (0700) and those above it, where they are missing.
     *
     * @param directory relative, without {@code .} or {@code ..}
     */
    public void makeDirectory(Path directory) throws IOException {
        for (int i = 1; i <= directory.getNameCount(); i++) {
            Path path = directory.subpath(0, i);
            try (SecureDirectoryStream<Path> parent = openParent(path)) {
                if (!exists(parent, path.getFileName())) {
                    makeIn(parent, path.getFileName());
                }
            }
        }
    }

    /** There is no mkdirat(2) in Java: it is made under a name that no link can have, and moved to its place. */
    private void makeIn(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        Path fresh = Path.of("." + RandomId.next());
        PrivateDirectories.create(base.resolve(fresh));
        for (Account account : owner) {
            FileOwners.give(base.resolve(fresh), account);
        }
        try (SecureDirectoryStream<Path> top = open(base)) {
            try {
                top.move(fresh, parent, name);
            } catch (IOException e) {
                top.deleteDirectory(fresh);
                throw e;
            }
        }
    }

    private void give(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        for (Account account : owner) {
            var lookup = base.getFileSystem().getUserPrincipalLookupService();
            PosixFileAttributeView view =
                    parent.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
            view.setGroup(lookup.lookupPrincipalByGroupName(Long.toString(account.gid())));
            view.setOwner(lookup.lookupPrincipalByName(Long.toString(account.uid())));
        }
    }

    private static boolean exists(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try {
            return attributes(parent, name) != null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
    }

    private SecureDirectoryStream<Path> openParent(Path relative) throws IOException {
        return openParent(base, relative);
    }

    /** The directory that an entry is in; a link on the way is an error, and so it is when one appears. */
    static SecureDirectoryStream<Path> openParent(Path base, Path relative) throws IOException {
        SecureDirectoryStream<Path> current = open(base);
        for (int i = 0; i < relative.getNameCount() - 1; i++) {
            try (SecureDirectoryStream<Path> above = current) {
                current = above.newDirectoryStream(relative.getName(i), NOFOLLOW_LINKS);
            }
        }
        return current;
    }

    /** The caller closes it. */
    @SuppressWarnings("StreamResourceLeak")
    static SecureDirectoryStream<Path> open(Path directory) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(directory);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        opened.close();
        throw new IOException("this system has no openat(2)");
    }
}
