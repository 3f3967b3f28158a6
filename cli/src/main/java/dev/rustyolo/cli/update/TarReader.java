package dev.rustyolo.cli.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an archive in the ustar format (POSIX.1-1988) that holds plain files and directories. It knows nothing else:
 * no links, devices, extended headers or sparse files, so that there is no second way to read an archive.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final byte[] MAGIC = {'u', 's', 't', 'a', 'r', 0, '0', '0'};

    private final InputStream stream;
    private long unread;

    /**
     * An entry.
     *
     * @param name as it stands there, without the slash at a directory's end
     * @param directory is it one?
     * @param mode the permission bits, all twelve
     * @param size in bytes; none of a directory
     * @param modified seconds since 1970
     */
    record Header(String name, boolean directory, int mode, long size, long modified) {}

    TarReader(InputStream stream) {
        this.stream = stream;
    }

    /**
     * The next entry; what is left of the one before is skipped. Behind the last one there are only zeros.
     *
     * @throws IOException when there is anything but a plain file or directory
     */
    Optional<Header> next() throws IOException {
        stream.skipNBytes(unread);
        unread = 0;
        byte[] block = block();
        if (isZero(block)) {
            requireOnlyZeros();
            return Optional.empty();
        }
        Header header = header(block);
        unread = padded(header.size());
        return Optional.of(header);
    }

    /** Reads of the current entry's content; -1 at its end. */
    int read(Header header, long position, byte[] buffer) throws IOException {
        int wanted = (int) Math.min(buffer.length, header.size() - position);
        if (wanted == 0) {
            return -1;
        }
        int count = stream.readNBytes(buffer, 0, wanted);
        if (count < wanted) {
            throw truncated();
        }
        unread -= count;
        return count;
    }

    private Header header(byte[] block) throws IOException {
        if (!Arrays.equals(block, 257, 257 + MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("an entry isn't in the ustar format");
        }
        requireChecksum(block);
        String name = text(block, 0, 100);
        String prefix = text(block, 345, 155);
        String path = prefix.isEmpty() ? name : prefix + "/" + name;
        boolean directory = switch (block[156]) {
            case '0' -> false;
            case '5' -> true;
            default -> throw new IOException("an entry is neither a plain file nor a directory");
        };
        long size = octal(block, 124, 12);
        if (directory && size != 0) {
            throw new IOException("a directory has content");
        }
        if (!text(block, 157, 100).isEmpty()) {
            throw new IOException("an entry has the name of a link's target");
        }
        String plain = directory && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new Header(plain, directory, (int) octal(block, 100, 8), size, octal(block, 136, 12));
    }

    private static void requireChecksum(byte[] block) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        if (sum != octal(block, 148, 8)) {
            throw new IOException("an entry's checksum is wrong");
        }
    }

    /** A text that is ended by a zero, unless it fills its field; behind it there are only zeros. */
    private static String text(byte[] block, int offset, int length) throws IOException {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        for (int i = end; i < offset + length; i++) {
            if (block[i] != 0) {
                throw new IOException("a name has something behind its end");
            }
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /** Octal digits, then a zero or blank. */
    private static long octal(byte[] block, int offset, int length) throws IOException {
        long value = 0;
        int i = offset;
        while (i < offset + length && block[i] >= '0' && block[i] <= '7') {
            value = value * 8 + block[i] - '0';
            i++;
        }
        if (i == offset || i == offset + length || (block[i] != 0 && block[i] != ' ')) {
            throw new IOException("a number isn't octal");
        }
        return value;
    }

    private void requireOnlyZeros() throws IOException {
        if (!isZero(block())) {
            throw new IOException("its end is marked by one block instead of two");
        }
        byte[] rest = new byte[BLOCK];
        for (int count = stream.read(rest); count >= 0; count = stream.read(rest)) {
            if (!isZero(Arrays.copyOf(rest, count))) {
                throw new IOException("there is something behind its end");
            }
        }
    }

    private byte[] block() throws IOException {
        byte[] block = stream.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw truncated();
        }
        return block;
    }

    private static IOException truncated() {
        return new IOException("it ends in the middle");
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
