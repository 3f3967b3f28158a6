package dev.rustyolo.cli.update;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnpackerTest {
    private static final String TOP = Tar.TOP;

    @TempDir
    private Path temporary;

    @Test
    void filesAndDirectoriesAreThereAsTheyWerePacked() throws IOException {
        byte[] archive = new Tar()
                .top()
                .directory(TOP + "/bin")
                .entry(TOP + "/bin/rustyolo", '0', 0755, "#!/bin/sh\n", "")
                .file(TOP + "/empty", "")
                .file(TOP + "/large", "x".repeat(200_000))
                .end();

        Path made = unpack(archive);

        assertThat(made.resolve("bin/rustyolo")).hasContent("#!/bin/sh\n");
        assertThat(made.resolve("empty")).isEmptyFile();
        assertThat(made.resolve("large")).hasSize(200_000);
        assertThat(mode(made.resolve("bin/rustyolo"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(made.resolve("empty"))).isEqualTo("rw-r--r--");
        assertThat(mode(made.resolve("bin"))).isEqualTo("rwxr-xr-x");
        for (String path : new String[] {"bin", "bin/rustyolo", "empty", "."}) {
            assertThat(Files.getLastModifiedTime(made.resolve(path)).toInstant())
                    .as(path)
                    .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("is empty", new Tar().end()),
                bad("leads somewhere else", top().file(TOP + "/../evil", "x").end()),
                bad(
                        "leads somewhere else",
                        top().file(TOP + "/a/../../evil", "x").end()),
                bad("leads somewhere else", top().file(TOP + "/./evil", "x").end()),
                bad("leads somewhere else", top().file(TOP + "//evil", "x").end()),
                bad("leads somewhere else", top().file(TOP + "/", "x").end()),
                bad("isn't in", top().file("/etc/evil", "x").end()),
                bad("isn't in", top().file("../evil", "x").end()),
                bad("isn't in", top().file("evil", "x").end()),
                bad("odd characters", top().file("C:/evil", "x").end()),
                bad("odd characters", top().file(TOP + "/a\\..\\evil", "x").end()),
                bad("odd characters", top().file(TOP + "/a\nb", "x").end()),
                bad("odd characters", top().file(TOP + "/a\u001b[31mb", "x").end()),
                bad("odd characters", top().file(TOP + "/a b", "x").end()),
                bad("odd characters", top().file(TOP + "/\u00e4", "x").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/l", '2', 0777, "", "/etc/passwd").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/l", '1', 0644, "", TOP + "/x").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/c", '3', 0644, "", "").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/b", '4', 0644, "", "").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/p", '6', 0644, "", "").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/x", 'x', 0644, "20 path=/etc/evil12\n", "")
                                .end()),
                bad(
                        "neither a plain file",
                        top().entry("pax", 'g', 0644, "", "").end()),
                bad(
                        "neither a plain file",
                        top().entry("././@LongLink", 'L', 0644, "/etc/evil", "").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/s", 'S', 0644, "", "").end()),
                bad(
                        "neither a plain file",
                        top().entry(TOP + "/o", '\0', 0644, "", "").end()),
                bad(
                        "link's target",
                        top().entry(TOP + "/l", '0', 0644, "", "/etc/passwd").end()),
                bad(
                        "there twice",
                        top().file(TOP + "/a", "x").file(TOP + "/a", "y").end()),
                bad(
                        "there twice",
                        top().directory(TOP + "/a").file(TOP + "/a", "y").end()),
                bad(
                        "upper and lower case",
                        top().file(TOP + "/a", "x").file(TOP + "/A", "y").end()),
                bad("there twice", top().top().end()),
                bad("special bits", top().entry(TOP + "/a", '0', 04755, "x", "").end()),
                bad("special bits", top().entry(TOP + "/a", '0', 02755, "x", "").end()),
                bad("special bits", top().entry(TOP + "/a", '5', 01777, "", "").end()),
                bad("comes before its directory", top().file(TOP + "/a/b", "x").end()),
                bad(
                        "comes before its directory",
                        top().file(TOP + "/a", "x").file(TOP + "/a/b", "y").end()),
                bad("is no directory", new Tar().file(TOP, "x").end()),
                bad(
                        "directory has content",
                        top().entry(TOP + "/d", '5', 0755, "x", "").end()),
                bad(
                        "too long or too deep",
                        top().file(TOP + "/a".repeat(24), "x").end()),
                bad(
                        "more than 1073741824",
                        top().header(TOP + "/a", '0', 0644, (1L << 30) + 1, "", USTAR)
                                .packed()),
                bad(
                        "isn't in the ustar format",
                        top().header(TOP + "/a", '0', 0644, 0, "", "ustar  \0").end()),
                bad(
                        "isn't in the ustar format",
                        top().header(TOP + "/a", '0', 0644, 0, "", "").end()),
                bad(
                        "ends in the middle",
                        top().header(TOP + "/a", '0', 0644, 600, "", USTAR).packed()),
                bad("ends in the middle", top().file(TOP + "/a", "x").packed()),
                bad(
                        "one block instead of two",
                        top().zeros(512).file(TOP + "/a", "x").end()),
                bad(
                        "something behind its end",
                        top().zeros(1024).file(TOP + "/a", "x").end()),
                bad("GZIP", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    }

    private static final String USTAR = "ustar\00000";

    @ParameterizedTest
    @MethodSource("bad")
    void anythingElseIsRefusedAndNothingIsMadeBesideIt(String why, byte[] archive) throws IOException {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
        try (Stream<Path> all = Files.list(temporary)) {
            assertThat(all.map(path -> path.getFileName().toString())).isSubsetOf("made");
        }
        assertThat(Path.of("/etc/evil")).doesNotExist();
    }

    @Test
    void aManyTimesPackedNothingIsBounded() {
        Tar bomb = top();
        for (int i = 0; i <= 20_000; i++) {
            bomb.directory(TOP + "/" + i);
        }
        byte[] archive = bomb.end();

        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("more than 20000 entries");
    }

    @Test
    void aWrongChecksumIsRefused() {
        byte[] block = new byte[1024];
        block[0] = 'a';
        System.arraycopy(USTAR.getBytes(ISO_8859_1), 0, block, 257, 8);
        System.arraycopy("0000000\0".getBytes(ISO_8859_1), 0, block, 148, 8);

        assertThatThrownBy(() -> new TarReader(new ByteArrayInputStream(block)).next())
                .hasMessageContaining("checksum");
    }

    private Path unpack(byte[] archive) throws IOException {
        Path made = temporary.resolve("made");
        Unpacker.unpack(new ByteArrayInputStream(archive), TOP, made);
        return made;
    }

    private static Tar top() {
        return new Tar().top();
    }

    private static Arguments bad(String why, byte[] archive) {
        return Arguments.of(why, archive);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
