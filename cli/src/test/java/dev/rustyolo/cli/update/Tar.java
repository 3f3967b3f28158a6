package dev.rustyolo.cli.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes archives, also such as nobody should unpack. */
final class Tar {
    static final String TOP = "rustyolo-1.0.0-x86_64-unknown-linux-gnu";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Tar top() {
        return directory(TOP + "/");
    }

    Tar directory(String name) {
        return entry(name, '5', 0755, "", "");
    }

    Tar file(String name, String content) {
        return entry(name, '0', 0644, content, "");
    }

    Tar entry(String name, char type, int mode, String content, String link) {
        return header(name, type, mode, content.length(), link, "ustar\00000").content(content);
    }

    Tar header(String name, char type, int mode, long size, String link, String magic) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "%07o".formatted(mode));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "%011o".formatted(1_767_225_600L));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, magic);
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        bytes.writeBytes(header);
        return this;
    }

    Tar content(String content) {
        bytes.writeBytes(content.getBytes(StandardCharsets.ISO_8859_1));
        return zeros((512 - content.length() % 512) % 512);
    }

    Tar zeros(int count) {
        bytes.writeBytes(new byte[count]);
        return this;
    }

    /** The whole, with its end. */
    byte[] end() {
        zeros(1024);
        return packed();
    }

    /** As it is. */
    byte[] packed() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
