package dev.rustyolo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final String TARGET = "x86_64-unknown-linux-gnu";
    private static final Map<String, byte[]> MORE = Map.of("share/doc/parts", new byte[] {1, 2});

    @TempDir
    private Path directory;

    @Test
    void holdsWhatTheDistributionHoldsButItsCaches() throws IOException {
        List<String> names = names(tar(SmallDistribution.make(directory.resolve("one"), TARGET)));

        assertThat(names)
                .startsWith("rustyolo-1.2.3-" + TARGET + "/")
                .contains(
                        "rustyolo-1.2.3-" + TARGET + "/bin/rustyolo",
                        "rustyolo-1.2.3-" + TARGET + "/lib/version",
                        "rustyolo-1.2.3-" + TARGET + "/share/doc/",
                        "rustyolo-1.2.3-" + TARGET + "/share/doc/parts")
                .allMatch(name -> name.startsWith("rustyolo-1.2.3-"))
                .noneMatch(name -> name.endsWith(".aot"))
                .isSorted();
    }

    @Test
    void isTheSameWhereverAndWheneverItWasMade() throws IOException {
        Distribution one = SmallDistribution.make(directory.resolve("one"), TARGET);
        Distribution two = SmallDistribution.make(directory.resolve("some/where/else"), TARGET);
        Path file = two.directory().resolve("lib/version");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        Files.writeString(two.directory().resolve("lib/rustyolo.aot"), "another machine's cache");

        byte[] first = tar(one);

        assertThat(tar(two)).isEqualTo(first);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(tar(two)).isNotEqualTo(first);
    }

    @Test
    void keepsTheExecutableBitAndNothingElseOfTheModes() throws IOException {
        byte[] tar = unzipped(tar(SmallDistribution.make(directory.resolve("one"), TARGET)));
        List<String> modes = new ArrayList<>();
        forEachHeader(tar, (at, name) -> modes.add(text(tar, at + 100, 7) + " " + name.replaceFirst("^[^/]*/", "")));

        assertThat(modes).contains("0000755 bin/rustyolo", "0000644 lib/version", "0000755 lib/");
    }

    @Test
    void refusesALink() throws IOException {
        Distribution one = SmallDistribution.make(directory.resolve("one"), TARGET);
        Files.createSymbolicLink(one.directory().resolve("lib/link"), Path.of("version"));

        assertThatThrownBy(() -> tar(one)).hasMessageContaining("neither a file nor a directory");
    }

    @Test
    void partsLongNamesAtASlash() throws IOException {
        Distribution one = SmallDistribution.make(directory.resolve("one"), TARGET);
        String fits = "lib/" + "d".repeat(80) + "/" + "f".repeat(60);
        write(one, fits);

        assertThat(names(tar(one))).contains(one.top() + "/" + fits);

        write(one, "lib/" + "f".repeat(101));
        assertThatThrownBy(() -> tar(one)).hasMessageContaining("too long for the archive's format");
    }

    @Test
    void windowsGetsAZip() throws IOException {
        Distribution one = SmallDistribution.make(directory.resolve("one"), "x86_64-pc-windows-msvc");
        Path file = directory.resolve(one.archive());
        new Archive(one, MORE).writeZip(file);
        byte[] first = Files.readAllBytes(file);
        new Archive(one, MORE).writeZip(file);

        assertThat(file).hasFileName("rustyolo-x86_64-pc-windows-msvc.zip").hasBinaryContent(first);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry(one.top() + "/bin/rustyolo")).isNotNull();
        }
    }

    private static void write(Distribution distribution, String name) throws IOException {
        Path file = distribution.directory().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private byte[] tar(Distribution distribution) throws IOException {
        Path file = directory.resolve("archive.tar.gz");
        new Archive(distribution, MORE).writeTarGz(file);
        return Files.readAllBytes(file);
    }

    private static byte[] unzipped(byte[] archive) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            return in.readAllBytes();
        }
    }

    private static List<String> names(byte[] archive) throws IOException {
        List<String> names = new ArrayList<>();
        forEachHeader(unzipped(archive), (at, name) -> names.add(name));
        return names;
    }

    private interface Header {
        void at(int position, String name);
    }

    private static void forEachHeader(byte[] tar, Header header) {
        for (int at = 0; tar[at] != 0; ) {
            String prefix = text(tar, at + 345, 155);
            header.at(at, (prefix.isEmpty() ? "" : prefix + "/") + text(tar, at, 100));
            int size = Integer.parseInt(text(tar, at + 124, 11), 8);
            at += 512 + (size + 511) / 512 * 512;
        }
    }

    private static String text(byte[] tar, int from, int length) {
        int end = from;
        while (end < from + length && tar[end] != 0) {
            end++;
        }
        return new String(tar, from, end - from, StandardCharsets.US_ASCII);
    }
}
