package dev.rustyolo.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes the file that is downloaded. The same content makes the same bytes: names are sorted, nothing tells when, where
 * or by whom it was made, and of the modes only the executable bit is kept.
 */
final class Archive {
    /** What the files of a distribution have, too: an AOT cache belongs to jars of just this time. */
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FILE = 0644;
    private static final int EXECUTABLE = 0755;
    private static final int ZIP_FILE_TYPE = 0100000;
    private static final int ZIP_DIRECTORY_TYPE = 040000;

    private final String top;
    private final Map<String, Path> content;
    private final Map<String, byte[]> more;

    /**
     * An archive.
     *
     * @param distribution what it holds
     * @param more further files, by their paths
     */
    Archive(Distribution distribution, Map<String, byte[]> more) throws IOException {
        this.top = distribution.top() + "/";
        this.content = distribution.content();
        this.more = more;
    }

    /** Writes it as tar(5), compressed. */
    void writeTarGz(Path file) throws IOException {
        GzipParameters plain = new GzipParameters();
        plain.setCompressionLevel(Deflater.BEST_COMPRESSION);
        plain.setOperatingSystem(255);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, plain);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, Item> each : items().entrySet()) {
                Item item = each.getValue();
                TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
                entry.setMode(item.executable() ? EXECUTABLE : FILE);
                entry.setModTime(FileTime.from(TIME));
                entry.setIds(0, 0);
                entry.setNames("", "");
                entry.setSize(item.bytes().length);
                put(tar, entry, item);
            }
        }
    }

    /** Writes it as a zip file. */
    void writeZip(Path file) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(Files.newOutputStream(file))) {
            zip.setUseZip64(Zip64Mode.Never);
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, Item> each : items().entrySet()) {
                Item item = each.getValue();
                ZipArchiveEntry entry = new ZipArchiveEntry(each.getKey());
                int type = entry.isDirectory() ? ZIP_DIRECTORY_TYPE : ZIP_FILE_TYPE;
                entry.setUnixMode(type | (item.executable() ? EXECUTABLE : FILE));
                entry.setTime(TIME.toEpochMilli());
                put(zip, entry, item);
            }
        }
    }

    private static <E extends org.apache.commons.compress.archivers.ArchiveEntry> void put(
            ArchiveOutputStream<E> out, E entry, Item item) throws IOException {
        out.putArchiveEntry(entry);
        out.write(item.bytes());
        out.closeArchiveEntry();
    }

    private Map<String, Item> items() throws IOException {
        Map<String, Item> items = new TreeMap<>();
        items.put(top, Item.DIRECTORY);
        for (Map.Entry<String, Path> each : content.entrySet()) {
            boolean directory = Files.isDirectory(each.getValue());
            items.put(
                    top + each.getKey() + (directory ? "/" : ""),
                    directory ? Item.DIRECTORY : Item.of(each.getValue()));
        }
        more.forEach((name, bytes) -> {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                items.put(top + name.substring(0, slash + 1), Item.DIRECTORY);
            }
            items.put(top + name, new Item(bytes, false));
        });
        return items;
    }

    /** A file's content and whether it is a program, or a directory. */
    private static final class Item {
        static final Item DIRECTORY = new Item(new byte[0], true);

        private final byte[] bytes;
        private final boolean executable;

        Item(byte[] bytes, boolean executable) {
            this.bytes = bytes;
            this.executable = executable;
        }

        static Item of(Path file) throws IOException {
            return new Item(Files.readAllBytes(file), Files.isExecutable(file));
        }

        byte[] bytes() {
            return bytes;
        }

        boolean executable() {
            return executable;
        }
    }
}
