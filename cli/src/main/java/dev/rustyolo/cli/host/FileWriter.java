package dev.rustyolo.cli.host;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files, so that nobody ever sees half of one. */
public final class FileWriter {
    private static final String PRIVATE = "rw-------";

    private FileWriter() {}

    /**
     * Writes a file that doesn't exist yet.
     *
     * @param file the file
     * @param content its text, written as UTF-8
     * @param permissions its mode in the form of {@code ls}, whatever the umask
     */
    public static void create(Path file, String content, String permissions) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)))) {
            write(channel, content);
        }
        if (!permissions.equals(PRIVATE)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    /** Writes a file of the person's own that doesn't exist yet; its mode is what their umask leaves. */
    public static void createShared(Path file, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE))) {
            write(channel, content);
        }
    }

    /** Replaces a file of ours (0600) as a whole: the new one is on the disk before the old one goes. */
    public static void replace(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + "." + RandomId.next() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)))) {
            write(channel, content);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(FileChannel channel, String content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
