package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalPathTest {
    @TempDir
    private Path temporary;

    private Path root = Path.of("/");

    @BeforeEach
    void resolveTheRoot() {
        root = CanonicalPath.existingPath(temporary);
    }

    @Test
    void aTrailHasAllLinksAndTheEnd() throws IOException {
        Path real = Files.createDirectories(root.resolve("a/real"));
        Path second = Files.createSymbolicLink(root.resolve("a/second"), Path.of("./real"));
        Path first = Files.createSymbolicLink(root.resolve("first"), second);

        assertThat(CanonicalPath.trail(real)).containsExactly(real);
        assertThat(CanonicalPath.trail(first.resolve("file"))).containsExactly(first, second, real.resolve("file"));
        assertThat(CanonicalPath.trail(Path.of("/"))).containsExactly(Path.of("/"));
    }

    @Test
    void aTrailGoesOnWhereThereIsNothing() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("none/../../x/./y"));

        assertThat(CanonicalPath.trail(link))
                .containsExactly(link, root.resolveSibling("x").resolve("y"));
    }

    @Test
    void aCircleOfLinksIsRefused() throws IOException {
        Path one = Files.createSymbolicLink(root.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(root.resolve("two"), Path.of("one"));

        assertThatThrownBy(() -> CanonicalPath.trail(one))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("too many links");
    }
}
