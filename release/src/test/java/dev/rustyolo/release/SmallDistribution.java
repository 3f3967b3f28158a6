package dev.rustyolo.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A distribution with a little of everything, for tests. */
final class SmallDistribution {
    private SmallDistribution() {}

    /** Makes one in a directory that isn't there yet. */
    static Distribution make(Path directory, String target) throws IOException {
        write(directory.resolve("lib/version"), "1.2.3\n");
        write(directory.resolve("lib/target"), target + "\n");
        write(directory.resolve("lib/rustyolo.aot"), "a cache");
        write(directory.resolve("lib/runtime/release"), "JAVA_VERSION=\"25\"\nMODULES=\"java.base\"\n");
        write(directory.resolve("lib/runtime/lib/modules"), "modules");
        write(directory.resolve("bin/rustyolo"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(directory.resolve("bin/rustyolo"), PosixFilePermissions.fromString("rwxr-x---"));
        jar(directory.resolve("lib/app/cli.jar"), "org/publicsuffix/list/effective_tld_names.dat");
        jar(directory.resolve("lib/app/policy.jar"), "policy");
        jar(directory.resolve("lib/images/gateway/app/policy.jar"), "policy");
        return Distribution.in(directory);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void jar(Path file, String entry) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry one = new ZipEntry(entry);
            one.setTime(0);
            zip.putNextEntry(one);
            zip.closeEntry();
        }
    }
}
