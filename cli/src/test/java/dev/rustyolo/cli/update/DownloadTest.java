package dev.rustyolo.cli.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.update.FakeFetcher.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final String AT = "https://server.test/archive";
    private static final byte[] ARCHIVE = "0123456789".repeat(20_000).getBytes(UTF_8);

    private final FakeFetcher fetcher = new FakeFetcher();
    private final FakePrinter printed = new FakePrinter();
    private Path file;
    private Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @BeforeEach
    void place(@TempDir Path temporary) {
        file = temporary.resolve("part");
    }

    @Test
    void fetchesAllOfIt() throws IOException {
        fetcher.on(AT, Reply.of(200, ARCHIVE, "Content-Length", "200000"));

        fetch();

        assertThat(file).hasBinaryContent(ARCHIVE);
        assertThat(printed.err().lines())
                .hasSizeBetween(2, 5)
                .last()
                .asString()
                .isEqualTo("[RustyYOLO] fetching archive: 100 % of 196 KiB");
    }

    @Test
    void goesOnWhereItWasCutOffIfTheFileIsStillTheSame() throws IOException {
        fetcher.on(AT, Reply.broken(200, head(150_000), "ETag", "\"one\""));
        fetcher.on(AT, Reply.of(206, tail(150_000), "Content-Range", "bytes 150000-199999/200000"));

        fetch();

        assertThat(file).hasBinaryContent(ARCHIVE);
        assertThat(fetcher.asked()).containsExactly(AT, AT + " bytes=150000- \"one\"");
    }

    @Test
    void aWeakTagSaysNothing() {
        fetcher.on(AT, Reply.broken(200, head(150_000), "ETag", "W/\"one\""));
        fetcher.on(AT, Reply.of(206, tail(150_000), "Content-Range", "bytes 150000-199999/200000"));

        fetch();

        assertThat(fetcher.asked().getLast()).isEqualTo(AT + " bytes=150000-");
    }

    @Test
    void aServerThatBeginsAnewIsTakenAtItsWord() throws IOException {
        fetcher.on(AT, Reply.broken(200, head(150_000)));
        fetcher.on(AT, Reply.of(200, ARCHIVE));

        fetch();

        assertThat(file).hasBinaryContent(ARCHIVE);
    }

    @Test
    void anotherPartThanTheOneAskedForIsNotTaken() throws IOException {
        fetcher.on(AT, Reply.broken(200, head(150_000)));
        fetcher.on(AT, Reply.of(206, tail(100_000), "Content-Range", "bytes 100000-199999/200000"));
        fetcher.on(AT, Reply.of(200, ARCHIVE));

        fetch();

        assertThat(file).hasBinaryContent(ARCHIVE);
        assertThat(fetcher.asked()).containsExactly(AT, AT + " bytes=150000-", AT);
    }

    @Test
    void whatIsLeftOfAnotherRunIsGoneOnWithAndIfThatIsWrongThrownAway() throws IOException {
        Files.write(file, head(70_000));
        fetcher.on(AT, Reply.of(206, tail(70_000), "Content-Range", "bytes 70000-199999/200000"));
        fetch();
        assertThat(file).hasBinaryContent(ARCHIVE);

        Files.write(file, new byte[300_000]);
        fetcher.on(AT, Reply.of(200, ARCHIVE));
        Files.write(file, new byte[200_000]);
        fetch();
        assertThat(file).hasBinaryContent(ARCHIVE);
    }

    @Test
    void afterFourTriesItIsGivenUpAndKept() {
        fetcher.on(AT, Reply.broken(200, head(150_000)));
        fetcher.on(AT, Reply.broken(206, new byte[0], "Content-Range", "bytes 150000-199999/200000"));

        assertThatThrownBy(this::fetch)
                .hasMessage(
                        "the archive could not be fetched whole: Read timed out, 4 times; 147 KiB of 196 KiB are here");
        assertThat(file).hasSize(150_000);
        assertThat(fetcher.asked()).hasSize(4);
    }

    @Test
    void moreThanTheManifestSaysIsNeverKept() {
        fetcher.on(AT, Reply.of(200, (new String(ARCHIVE, UTF_8) + "x").getBytes(UTF_8)));

        assertThatThrownBy(this::fetch).hasMessageContaining("it has another size");
        assertThat(file).isEmptyFile();
    }

    @Test
    void anotherLengthIsNotEvenFetched() {
        fetcher.on(AT, Reply.of(200, new byte[0], "Content-Length", "200001"));

        assertThatThrownBy(this::fetch).hasMessageContaining("it has another size");
    }

    @Test
    void anotherContentIsRefusedAndThrownAway() {
        byte[] other = ARCHIVE.clone();
        other[77] ^= 1;
        fetcher.on(AT, Reply.of(200, other));

        assertThatThrownBy(this::fetch).hasMessageContaining("its SHA-256 is another");
        assertThat(file).isEmptyFile();
    }

    @Test
    void whoeverDripsIsLeft() {
        clock = new Clock() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plus(Duration.ofMinutes(5));
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        fetcher.on(AT, Reply.of(200, ARCHIVE));

        assertThatThrownBy(this::fetch).hasMessageContaining("the archive comes too slowly");
    }

    private void fetch() {
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            Manifest manifest = Manifest.parse(Signed.manifest("1.0.0", ARCHIVE).getBytes(UTF_8));
            Progress progress = new Progress(printed.printer(), false, "archive");
            Download.fetch(new Web(fetcher, clock), clock, URI.create(AT), manifest, channel, progress);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] head(int count) {
        return Arrays.copyOf(ARCHIVE, count);
    }

    private static byte[] tail(int from) {
        return Arrays.copyOfRange(ARCHIVE, from, ARCHIVE.length);
    }
}
