package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {
    private final PublicSuffixes suffixes = PublicSuffixes.read();

    private PublicSuffixes.Width widthBelow(String name) {
        return suffixes.widthBelow(DomainName.parse(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"co.uk", "com.au", "kawasaki.jp", "x.kawasaki.jp", "x.ck", "\u516c\u53f8.cn", "xn--55qx5d.cn"})
    void anyone(String name) {
        assertThat(widthBelow(name)).isEqualTo(PublicSuffixes.Width.ANYONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.io",
                "githubusercontent.com",
                "googleapis.com",
                "amazonaws.com",
                "s3.amazonaws.com",
                "cloudfront.net",
                "workers.dev",
                "blob.core.windows.net",
                "windows.net",
                "ngrok.app"
            })
    void customers(String name) {
        assertThat(widthBelow(name)).isEqualTo(PublicSuffixes.Width.CUSTOMERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.co.uk",
                "github.com",
                "x.github.io",
                "city.kawasaki.jp",
                "www.ck",
                "docker.io",
                "a.example.com",
                "db.internal"
            })
    void oneOwner(String name) {
        assertThat(widthBelow(name)).isEqualTo(PublicSuffixes.Width.ONE_OWNER);
    }

    @Test
    void refusesAndWarnsAndSaysNothing() {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> PublicSuffixes.check(List.of(Rule.parse("*.co.uk"))))
                .withMessageContaining("*.co.uk");
        assertThat(PublicSuffixes.check(List.of(Rule.parse("*.github.io:8443"))))
                .singleElement()
                .asString()
                .contains("*.github.io:8443");
        assertThat(PublicSuffixes.check(List.of(Rule.parse("*.example.com"), Rule.parse("github.io"))))
                .isEmpty();
    }
}
