package dev.rustyolo.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes directories that only their owner may enter (0700). */
public final class PrivateDirectories {
    private PrivateDirectories() {}

    /** Makes one directory; fails if anything of that name exists. */
    public static void create(Path directory) throws IOException {
        Files.createDirectory(directory, mode());
    }

    /** Makes a directory and its missing parents; does nothing when it is there. */
    public static void createAll(Path directory) throws IOException {
        Files.createDirectories(directory, mode());
    }

    private static FileAttribute<Set<PosixFilePermission>> mode() {
        return PosixFilePermissions.asFileAttribute(Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    }
}
