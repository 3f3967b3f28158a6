package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.workspace.OpenDirectory.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDirectoryTest {
    private static final Path FILE = Path.of("a/b/file");
    private static final int LIMIT = 100;

    @TempDir
    Path root;

    private Path base;
    private Path outside;
    private OpenDirectory directory;

    @BeforeEach
    void makeDirectories() throws IOException {
        base = Files.createDirectory(root.resolve("base"));
        outside = Files.createDirectory(root.resolve("outside"));
        directory = new OpenDirectory(base, List.of());
    }

    @Test
    void writesReadsAndDeletes() throws IOException {
        assertThat(directory.read(FILE, LIMIT)).isEqualTo(new Found.Absent());

        directory.write(FILE, "one", true);
        directory.write(FILE, "twö", false);

        assertThat(directory.read(FILE, LIMIT)).isEqualTo(new Found.Content("twö"));
        assertThat(Files.getPosixFilePermissions(base.resolve(FILE))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(base.resolve("a"))).hasSize(3);
        directory.delete(FILE);
        directory.delete(FILE);
        try (var left = Files.walk(base)) {
            assertThat(left).containsExactlyInAnyOrder(base, base.resolve("a"), base.resolve("a/b"));
        }
    }

    @Test
    void followsNoLink() throws IOException {
        Files.writeString(outside.resolve("file"), "outside");
        Files.createDirectories(base.resolve("a"));
        Files.createSymbolicLink(base.resolve("a/b"), outside);
        Files.createSymbolicLink(base.resolve("link"), outside.resolve("file"));

        assertThat(directory.read(FILE, LIMIT)).isInstanceOf(Found.Refused.class);
        assertThat(directory.read(Path.of("link"), LIMIT)).isEqualTo(new Found.Refused("is a symbolic link"));
        assertThatThrownBy(() -> directory.write(FILE, "x", true)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> directory.write(Path.of("a/b/new/file"), "x", true))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> directory.delete(FILE)).isInstanceOf(IOException.class);
        directory.write(Path.of("link"), "inside", true);

        assertThat(base.resolve("link")).isRegularFile().hasContent("inside");
        try (var files = Files.list(outside)) {
            assertThat(files).containsExactly(outside.resolve("file"));
        }
        assertThat(outside.resolve("file")).hasContent("outside");
    }

    @Test
    void readsOnlyRegularFilesOfText() throws Exception {
        Files.createDirectory(base.resolve("directory"));
        Files.write(base.resolve("binary"), new byte[] {(byte) 0xff});
        Files.write(base.resolve("large"), new byte[LIMIT + 1]);
        Process made = new ProcessBuilder("mkfifo", base.resolve("pipe").toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(directory.read(Path.of("directory"), LIMIT)).isEqualTo(new Found.Refused("isn't a regular file"));
        assertThat(directory.read(Path.of("pipe"), LIMIT)).isEqualTo(new Found.Refused("isn't a regular file"));
        assertThat(directory.read(Path.of("binary"), LIMIT)).isEqualTo(new Found.Refused("isn't text"));
        assertThat(directory.read(Path.of("large"), LIMIT)).isEqualTo(new Found.Refused("has more than 100 bytes"));
        assertThat(new OpenDirectory(root.resolve("nowhere"), List.of()).read(FILE, LIMIT))
                .isEqualTo(new Found.Absent());
    }

    @Test
    void doesNotReplaceADirectory() throws IOException {
        Files.createDirectories(base.resolve(FILE).resolve("full"));

        assertThatThrownBy(() -> directory.write(FILE, "x", true)).isInstanceOf(IOException.class);
        try (var left = Files.list(base.resolve("a/b"))) {
            assertThat(left).containsExactly(base.resolve(FILE));
        }
    }
}
