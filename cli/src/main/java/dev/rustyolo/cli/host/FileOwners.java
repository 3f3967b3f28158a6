package dev.rustyolo.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads and sets owners by number; names would need a lookup and mean nothing in a container. */
public final class FileOwners {
    private FileOwners() {}

    /**
     * The owner of a file, the link itself if it is one.
     *
     * @throws IOException when the file can't be read, or the file system knows no owners
     */
    public static Account of(Path file) throws IOException {
        return new Account(number(file, "unix:uid"), number(file, "unix:gid"));
    }

    /** Gives a file that we just created to an account; never follows a link. */
    public static void give(Path file, Account account) throws IOException {
        Files.setAttribute(file, "unix:gid", (int) account.gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:uid", (int) account.uid(), LinkOption.NOFOLLOW_LINKS);
    }

    private static long number(Path file, String attribute) throws IOException {
        try {
            Object value = Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
            return Integer.toUnsignedLong(((Number) value).intValue());
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system knows no numeric owners", e);
        }
    }
}
