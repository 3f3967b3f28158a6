package dev.rustyolo.e2e.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Writes release archives (ustar, gzip), also such as nobody should unpack. */
public final class TarArchive {
    private static final int BLOCK = 512;
    private static final long TIME = 1_767_225_600L;
    private static final int NAME = 100;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String top;

    private TarArchive(String version) {
        this.top = "rustyolo-" + version + "-" + SignedRelease.HERE;
        // tar(1) takes a name for a directory's by the slash at its end.
        entry(top + "/", '5', 0755, new byte[0], "");
    }

    /** Begins one with the directory that all is in. */
    public static TarArchive of(String version) {
        return new TarArchive(version);
    }

    /**
     * Begins a release that says it is that version, and does nothing else.
     *
     * @param starting the line of sh(1) that its program is
     * @param recording the line of sh(1) that records its caches
     */
    public static TarArchive release(String version, String starting, String recording) {
        return of(version).program(version, starting, recording);
    }

    /** Begins a release that says it is that version, and does nothing else. */
    public static TarArchive release(String version) {
        return release(version, "echo rustyolo " + version, ":");
    }

    /** Packs a distribution, but for what belongs to the machine. */
    public static byte[] pack(String version, Path distribution) {
        TarArchive archive = of(version);
        try (Stream<Path> tree = Files.walk(distribution)) {
            for (Path path : tree.sorted().toList()) {
                String name = distribution.relativize(path).toString();
                if (Files.isDirectory(path)) {
                    if (!name.isEmpty()) {
                        archive.directory(name);
                    }
                } else if (!name.endsWith(".aot")) {
                    int mode = Files.isExecutable(path) ? 0755 : 0644;
                    archive.entry(archive.top + "/" + name, '0', mode, Files.readAllBytes(path), "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + distribution, e);
        }
        return archive.end();
    }

    /** Returns the name of the one directory that all is in. */
    public String top() {
        return top;
    }

    /** Adds a program that is a script, with what it says of itself; which may be another version than the archive's. */
    public TarArchive program(String version, String starting, String recording) {
        return directory("bin")
                .file("bin/rustyolo", 0755, "#!/bin/sh\n" + starting + "\n")
                .directory("lib")
                .file("lib/version", 0644, version + "\n")
                .file("lib/target", 0644, SignedRelease.HERE + "\n")
                .file("lib/record-caches", 0755, "#!/bin/sh\n" + recording + "\n");
    }

    /** Adds a directory in the one that all is in. */
    public TarArchive directory(String name) {
        return entry(top + "/" + name + "/", '5', 0755, new byte[0], "");
    }

    /** Adds a file in the one directory that all is in. */
    public TarArchive file(String name, int mode, String content) {
        return entry(top + "/" + name, '0', mode, content.getBytes(StandardCharsets.UTF_8), "");
    }

    /** Adds a link of either kind in the one directory that all is in. */
    public TarArchive link(String name, char type, String target) {
        return entry(top + "/" + name, type, 0777, new byte[0], target);
    }

    /** Adds a file under any name, also beside the directory that all should be in. */
    public TarArchive beside(String path, String content) {
        return entry(path, '0', 0644, content.getBytes(StandardCharsets.UTF_8), "");
    }

    /** Adds anything, under any name. */
    public TarArchive entry(String path, char type, int mode, byte[] content, String link) {
        byte[] header = new byte[BLOCK];
        List<String> parts = split(path);
        put(header, 0, parts.getLast());
        put(header, 345, parts.getFirst());
        put(header, 100, "%07o".formatted(mode));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "%011o".formatted(TIME));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        bytes.writeBytes(header);
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /** Ends it, and returns it packed. */
    public byte[] end() {
        bytes.writeBytes(new byte[2 * BLOCK]);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            bytes.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The prefix and the name; a prefix only for what is too long without. */
    private static List<String> split(String path) {
        if (path.length() <= NAME) {
            return List.of("", path);
        }
        int slash = path.indexOf('/', path.length() - NAME - 1);
        return List.of(path.substring(0, slash), path.substring(slash + 1));
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, header, offset, encoded.length);
    }
}
