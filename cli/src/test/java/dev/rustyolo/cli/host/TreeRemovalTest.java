package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
    private static final int DEPTH = 3000;

    @TempDir
    Path root;

    @Test
    void removesWhatIsTooDeepForAPath() throws IOException {
        Path tree = Files.createDirectory(root.resolve("tree"));
        for (int i = 0; i < DEPTH; i++) {
            Path fresh = Files.createDirectory(root.resolve("fresh"));
            Files.createFile(fresh.resolve("file"));
            Files.move(tree, fresh.resolve("a-directory"));
            Files.move(fresh, tree);
        }

        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void removesWhatNobodyMayEnterAndFollowsNoLink() throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Files.createFile(outside.resolve("file"));
        Path tree = Files.createDirectories(root.resolve("tree"));
        Path closed = Files.createDirectories(tree.resolve("one/closed"));
        Files.createDirectories(closed.resolve("inner/most"));
        Files.createSymbolicLink(tree.resolve("one/link"), outside);
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(tree.resolve("one"), PosixFilePermissions.fromString("---------"));

        TreeRemoval.remove(tree);
        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("file")).exists();
    }
}
