package dev.rustyolo.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes the plain format of tar(5) that POSIX.1-1988 calls ustar: one header a file, long names in two parts of it, and no
 * extensions, so that whoever unpacks it needs to know nothing else. Libraries write long names as extensions.
 */
final class Ustar implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM = 8;

    private final OutputStream out;
    private final Instant time;

    /**
     * An archive that has nothing yet.
     *
     * @param out where it goes; closed with it
     * @param time when everything in it was changed
     */
    Ustar(OutputStream out, Instant time) {
        this.out = out;
        this.time = time;
    }

    /**
     * Adds a directory, or a file; root's.
     *
     * @param name a directory's with a slash at its end
     * @throws ReleaseException when the name is too long
     */
    void add(String name, int mode, byte[] content) throws IOException {
        out.write(header(name, mode, content.length));
        out.write(content);
        out.write(new byte[Math.floorMod(-content.length, BLOCK)]);
    }

    /** Writes the end. */
    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }

    private byte[] header(String name, int mode, int size) {
        byte[] header = new byte[BLOCK];
        int split = split(name);
        put(header, 0, name.substring(split == 0 ? 0 : split + 1));
        put(header, PREFIX_AT, name.substring(0, split));
        put(header, 100, "%07o".formatted(mode));
        put(header, 108, "%07o".formatted(0));
        put(header, 116, "%07o".formatted(0));
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "%011o".formatted(time.getEpochSecond()));
        put(header, 156, name.endsWith("/") ? "5" : "0");
        put(header, 257, "ustar\00000");
        // The sum is made as if its own field were spaces.
        Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM, (byte) ' ');
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, CHECKSUM_AT, "%06o\0 ".formatted(sum));
        return header;
    }

    /** Returns where the slash is that a name is parted at: everything before it is the prefix. */
    private static int split(String name) {
        if (name.length() <= NAME) {
            return 0;
        }
        int slash = name.indexOf('/', name.length() - NAME - 1);
        if (slash < 1 || slash > PREFIX || slash == name.length() - 1) {
            throw new ReleaseException(name + " is too long for the archive's format; give it a shorter path");
        }
        return slash;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != text.length()) {
            throw new ReleaseException(text + " is not ASCII, which not all unpack in the same way; rename it");
        }
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
