package dev.rustyolo.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the file that is downloaded. The same content makes the same bytes: names are sorted, nothing tells when, where
 * or by whom it was made, and of the modes only the executable bit is kept.
 */
final class Archive {
    /** What the files of a distribution have, too: an AOT cache belongs to jars of just this time. */
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FILE = 0644;
    private static final int EXECUTABLE = 0755;

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
        try (Ustar tar = new Ustar(new Smallest(new BufferedOutputStream(Files.newOutputStream(file))), TIME)) {
            for (Map.Entry<String, Item> each : items().entrySet()) {
                Item item = each.getValue();
                tar.add(each.getKey(), item.executable() ? EXECUTABLE : FILE, item.bytes());
            }
        }
    }

    /** Writes it as a zip file, which knows no modes. */
    void writeZip(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, Item> each : items().entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(LocalDateTime.ofInstant(TIME, ZoneOffset.UTC));
                zip.putNextEntry(entry);
                zip.write(each.getValue().bytes());
                zip.closeEntry();
            }
        }
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

    /** Takes its time for it; Java writes neither a time nor a system into the head. */
    private static final class Smallest extends GZIPOutputStream {
        Smallest(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
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
