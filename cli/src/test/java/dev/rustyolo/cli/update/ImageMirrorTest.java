package dev.rustyolo.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageMirrorTest {
    @ParameterizedTest
    @CsvSource({
        "'', registry.test/team/agent@sha256:0, registry.test/team/agent@sha256:0",
        "mirror.test, registry.test/team/agent@sha256:0, mirror.test/team/agent@sha256:0",
        "127.0.0.1:5000, registry.test/agent@sha256:0, 127.0.0.1:5000/agent@sha256:0",
        "localhost/a/b, registry.test:443/agent@sha256:0, localhost/a/b/agent@sha256:0",
    })
    void onlyTheRegistryIsAnother(String mirror, String reference, String expected) {
        assertThat(ImageMirror.parse(mirror).of(reference)).isEqualTo(expected);
    }

    /** A word without a dot or a port is taken by engines for a name at their default registry. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror",
                "mirror/team",
                "-v.test",
                "a..b",
                "mirror.test/",
                "mirror.test//a",
                "https://mirror.test",
                "mirror.test:x",
                "mirror.test/Team",
                "mirror.test/a@sha256",
                "mirror.test/a:b",
                " mirror.test"
            })
    void whatIsNoRegistryIsRefused(String text) {
        assertThatThrownBy(() -> ImageMirror.parse(text))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("it isn't HOST[:PORT][/PATH]");
    }
}
