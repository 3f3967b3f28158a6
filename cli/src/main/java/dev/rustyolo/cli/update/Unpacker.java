package dev.rustyolo.cli.update;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.policy.Text;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Takes an archive apart into a fresh directory. There may be plain files and directories below the one directory that is
 * expected, each once, with harmless names, and no more than any release of ours will ever have. Files keep their time, by
 * which a cache knows a jar; modes are 0644 or 0755 whatever stands there.
 */
final class Unpacker {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_ENTRIES = 20_000;
    private static final int LONGEST_NAME = 250;
    private static final int DEEPEST = 24;
    private static final int EXECUTE = 0111;
    private static final int PERMISSIONS = 0777;
    private static final int BUFFER = 1 << 16;

    private final String top;
    private final Path directory;
    private final Set<String> directories = new HashSet<>();
    private final Map<String, String> seen = new HashMap<>();
    private final List<Path> made = new ArrayList<>();
    private final Map<Path, FileTime> times = new HashMap<>();
    private long bytes;

    private Unpacker(String top, Path directory) {
        this.top = top;
        this.directory = directory;
    }

    /**
     * Unpacks.
     *
     * @param archive a tar, packed by gzip; not closed
     * @param top the name of the one directory at its top, which becomes {@code directory}
     * @param directory doesn't exist yet
     * @throws RefusedArchive when it holds anything that it shouldn't
     * @throws IOException when it can't be read, or the disk is full
     */
    static void unpack(InputStream archive, String top, Path directory) throws IOException {
        Unpacker unpacker = new Unpacker(top, directory);
        unpacker.all(archive);
        unpacker.settle();
    }

    /** It holds something that no release of ours does. */
    static final class RefusedArchive extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedArchive(String why) {
            super(why);
        }
    }

    private void all(InputStream archive) throws IOException {
        TarReader tar = new TarReader(new GZIPInputStream(new Unclosed(archive), BUFFER));
        byte[] buffer = new byte[BUFFER];
        for (Optional<TarReader.Header> next = next(tar); next.isPresent(); next = next(tar)) {
            TarReader.Header header = next.get();
            Path path = place(header);
            if (header.directory()) {
                PrivateDirectories.create(path);
                directories.add(header.name());
            } else {
                write(tar, header, path, buffer);
            }
            made.add(path);
            times.put(path, FileTime.from(header.modified(), java.util.concurrent.TimeUnit.SECONDS));
        }
        if (made.isEmpty()) {
            throw new RefusedArchive("it is empty");
        }
    }

    private static Optional<TarReader.Header> next(TarReader tar) throws IOException {
        try {
            return tar.next();
        } catch (IOException e) {
            throw new RefusedArchive(Failures.why(e));
        }
    }

    /** Where it goes, if it may. */
    private Path place(TarReader.Header header) throws RefusedArchive {
        String name = header.name();
        String shown = Text.quote(name);
        List<String> parts = List.of(name.split("/", -1));
        require(name.length() <= LONGEST_NAME && parts.size() <= DEEPEST, shown + " is too long or too deep");
        require(
                name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != ':'),
                shown + " has odd characters");
        require(parts.getFirst().equals(top), shown + " isn't in " + top);
        for (String part : parts) {
            require(
                    !part.isEmpty() && !part.equals(".") && !part.equals(".."),
                    shown + " leads somewhere else than it says");
        }
        String other = seen.put(name.toLowerCase(Locale.ROOT), name);
        require(
                other == null,
                shown + " is there twice" + (name.equals(other) ? "" : ", but for upper and lower case"));
        require(seen.size() <= MOST_ENTRIES, "it has more than " + MOST_ENTRIES + " entries");
        require((header.mode() & ~PERMISSIONS) == 0, shown + " has a mode with special bits");
        if (parts.size() == 1) {
            require(header.directory(), top + " is no directory");
            return directory;
        }
        String parent = name.substring(0, name.lastIndexOf('/'));
        require(directories.contains(parent), shown + " comes before its directory, or is in none");
        require(
                header.size() <= MOST_BYTES - bytes,
                "it would have more than " + MOST_BYTES + " bytes when it is unpacked");
        bytes += header.size();
        return directory.resolve(name.substring(top.length() + 1));
    }

    private static void require(boolean condition, String otherwise) throws RefusedArchive {
        if (!condition) {
            throw new RefusedArchive(otherwise);
        }
    }

    private static void write(TarReader tar, TarReader.Header header, Path path, byte[] buffer) throws IOException {
        String mode = (header.mode() & EXECUTE) == 0 ? "rw-r--r--" : "rwxr-xr-x";
        try (FileChannel file = FileChannel.open(path, Set.of(CREATE_NEW, WRITE))) {
            for (long position = 0; position < header.size(); ) {
                int count = tar.read(header, position, buffer);
                ByteBuffer some = ByteBuffer.wrap(buffer, 0, count);
                while (some.hasRemaining()) {
                    file.write(some);
                }
                position += count;
            }
            file.force(true);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Times and modes last, from the inside out: what is made in a directory changes its time. */
    private void settle() throws IOException {
        for (Path path : made.reversed()) {
            if (Files.isDirectory(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                try (FileChannel opened = FileChannel.open(path)) {
                    opened.force(true);
                }
            }
            FileTime time = times.get(path);
            if (time != null) {
                Files.setLastModifiedTime(path, time);
            }
        }
    }

    /** The file that was verified is the one that is read, and stays open. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream stream) {
            super(stream);
        }

        @Override
        public void close() {}
    }
}
