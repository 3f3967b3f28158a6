package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An update never runs old code. An AOT cache beside a jar that was changed would (JDK-8377932), so nothing in a version's
 * directory is ever changed: another content is another directory, and the launcher takes what is beside it.
 */
final class DistributionTest {
    private static final Path SCRIPTS =
            Path.of("..", "dev", "lib.sh").toAbsolutePath().normalize();

    /** Goes to Java, unlike {@code --version} alone, which the launcher answers. */
    private static final String ASK = "\"$0/bin/rustyolo\" --quiet --version";

    private static final String HASH = ". \"$1\"; cd \"$0\"; rm -f lib/*.aot; content_hash .";

    @TempDir
    private Path directory;

    private Path copy = Path.of("");

    @BeforeEach
    void copyTheInstallation() {
        copy = directory.resolve("copy");
        shell("cp -R \"$1\" \"$0\"", copy, installation());
    }

    @Test
    void aVersionsDirectoryIsNamedByWhatIsInIt() throws IOException {
        String same = shell(HASH, copy, SCRIPTS);
        change(copy);
        String changed = shell(HASH, copy, SCRIPTS);

        assertThat(installation()).hasFileName("version-" + same);
        assertThat(changed).isNotEqualTo(same);
    }

    @Test
    void whenTheLinkIsSwitchedTheNewCodeRuns() throws IOException {
        Path link = directory.resolve("rustyolo");
        Files.delete(copy.resolve("lib").resolve("rustyolo.aot"));
        change(copy);

        Files.createSymbolicLink(link, installation());
        String before = shell(ASK, link);
        Files.delete(link);
        Files.createSymbolicLink(link, copy);

        assertThat(before).startsWith("rustyolo ").isNotEqualTo("rustyolo changed");
        // Java says on a line before that there is no cache: the copy has none, since none was made for its jar.
        assertThat(shell(ASK, link).lines()).last().isEqualTo("rustyolo changed");
    }

    private static Path installation() {
        return Rustyolo.binary().resolve("../..").normalize();
    }

    /** Another version of the program: its jar says so. */
    private void change(Path version) throws IOException {
        Path text = directory.resolve("dev/rustyolo/cli/command/version.txt");
        Files.createDirectories(directory.resolve("dev/rustyolo/cli/command"));
        Files.writeString(text, "changed\n");
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--update",
                        "--file",
                        version.resolve("lib/app/cli.jar").toString(),
                        "-C",
                        directory.toString(),
                        directory.relativize(text).toString());
        assertThat(code).isZero();
    }

    private String shell(String script, Path... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString());
        try (Program program = Program.start("shell", directory, environment, command)) {
            program.closeInput();
            Output end = program.await(Rustyolo.PATIENCE);
            assertThat(end.exitCode()).as(end.text()).isZero();
            return end.out().strip();
        }
    }
}
