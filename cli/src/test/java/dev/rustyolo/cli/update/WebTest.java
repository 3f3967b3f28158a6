package dev.rustyolo.cli.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.update.FakeFetcher.Reply;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    private static final String AT = "https://server.test/file";

    private final FakeFetcher fetcher = new FakeFetcher();
    private final Web web = new Web(fetcher, Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void redirectsAreFollowedFromHttpsToHttps() {
        fetcher.on(AT, Reply.of(302, "Location", "/other"));
        fetcher.on("https://server.test/other", Reply.of(307, "Location", "https://mirror.test/x?y=z"));
        fetcher.on("https://mirror.test/x?y=z", Reply.of(200, "here".getBytes(UTF_8)));

        assertThat(get()).isEqualTo("here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://server.test/file", "file:///etc/passwd", "//user:word@server.test/",
                        "jar:https://server.test/x!/",
                "https:///x", "ftp://server.test/", "javascript:x", "https://server.test/#x"
            })
    void anythingElseIsNot(String location) {
        fetcher.on(AT, Reply.of(302, "Location", location));

        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.exitCode()).isEqualTo(12))
                .hasMessageContaining("isn't an https address");
        assertThat(fetcher.asked()).hasSize(1);
    }

    @Test
    void redirectsAreBounded() {
        fetcher.on(AT, Reply.of(302, "Location", "/file"));

        assertThatThrownBy(this::get).hasMessageContaining("is redirected more than 5 times");
        assertThat(fetcher.asked()).hasSize(6);
    }

    @Test
    void aRedirectToNowhereIsNone() {
        fetcher.on(AT, Reply.of(302));

        assertThatThrownBy(this::get).hasMessageContaining("not said where to");
    }

    @ParameterizedTest
    @CsvSource({
        "403, X-RateLimit-Remaining, 0, X-RateLimit-Reset, 1795782600, 'try again after 2026-11-27 12:30 UTC, in 30 min'",
        "429, Retry-After, 90, X-Other, x, 'try again after 2026-11-27 12:01 UTC, in 2 min'",
        "429, X-Other, x, X-RateLimit-Reset, soon, try again in an hour",
        "429, X-Other, x, X-RateLimit-Reset, 99999999999, try again in an hour",
        "429, X-Other, x, X-RateLimit-Reset, 1, try again in an hour",
    })
    void aLimitSaysWhenItEnds(int status, String one, String first, String two, String second, String remedy) {
        fetcher.on(AT, Reply.of(status, one, first, two, second));

        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(CliException.class, e -> {
                    assertThat(e.remedy()).isEqualTo(remedy);
                    assertThat(e.exitCode()).isEqualTo(13);
                })
                .hasMessageContaining("answers no more requests");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 500, 502, 204, 100})
    void otherStatusesAreFailures(int status) {
        fetcher.on(AT, Reply.of(status));

        assertThatThrownBy(this::get).hasMessageContaining("the server's status is " + status);
    }

    @Test
    void whatIsTooLongIsRefused() {
        fetcher.on(AT, Reply.of(200, new byte[100]));
        assertThat(web.small(URI.create(AT), "file", 100, Map.of())).hasSize(100);
        fetcher.on(AT, Reply.of(200, new byte[101]));
        fetcher.on(AT, Reply.of(200, new byte[101]));

        assertThatThrownBy(() -> {
                    web.small(URI.create(AT), "file", 100, Map.of());
                    web.small(URI.create(AT), "file", 100, Map.of());
                })
                .hasMessageContaining("has more than 100 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 99, 100, 101})
    void whatComesInPiecesIsWholeOrTooLong(int piece) {
        for (int size : new int[] {99, 100, 101, 1000}) {
            byte[] content = new byte[size];
            content[size - 1] = 1;
            InputStream pieces = new ByteArrayInputStream(content) {
                @Override
                public int read(byte[] buffer, int offset, int length) {
                    return super.read(buffer, offset, Math.min(piece, length));
                }
            };
            Web once = new Web(new FakeFetcher().on(AT, new Reply(200, Map.of(), pieces)), Clock.systemUTC());

            if (size <= 100) {
                assertThat(once.small(URI.create(AT), "file", 100, Map.of())).isEqualTo(content);
            } else {
                assertThatThrownBy(() -> once.small(URI.create(AT), "file", 100, Map.of()))
                        .hasMessageContaining("has more than 100 bytes");
            }
        }
    }

    @Test
    void nobodyThere() {
        assertThatThrownBy(this::get).hasMessage("file can't be fetched from \"server.test\": Connection refused");
    }

    private String get() {
        return new String(web.small(URI.create(AT), "file", 100, Map.of()), UTF_8);
    }
}
