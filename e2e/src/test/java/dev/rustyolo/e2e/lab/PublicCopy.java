package dev.rustyolo.e2e.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Directories that everybody may read: the repository may be where only the suite's own account may look. */
final class PublicCopy {
    private PublicCopy() {}

    /** Copies a directory's files, for as long as the suite runs. */
    static Path of(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            Path copy = Files.createTempDirectory("rustyolo-lab-" + directory.getFileName());
            copy.toFile().deleteOnExit();
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = Files.copy(file, copy.resolve(file.getFileName()));
                copied.toFile().deleteOnExit();
                boolean program = Files.isExecutable(file);
                Files.setPosixFilePermissions(
                        copied, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + directory, e);
        }
    }
}
