package dev.rustyolo.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyChoiceTest {
    private static final URI SERVER = URI.create("https://api.example.com/x");

    @Test
    void thereIsNoneUnlessTheEnvironmentNamesOne() {
        assertThat(way(Map.of())).isEqualTo(new ProxyChoice.Way.Direct());
        assertThat(way(Map.of("HTTP_PROXY", "http://proxy.test:3128"))).isEqualTo(new ProxyChoice.Way.Direct());
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.test:3128, proxy.test, 3128, '', ''",
        "proxy.test:3128, proxy.test, 3128, '', ''",
        "http://proxy.test, proxy.test, 80, '', ''",
        "http://me:w%40rd@proxy.test:1/, proxy.test, 1, me, w@rd",
        "http://me@[2001:db8::1]:1, [2001:db8::1], 1, me, ''",
        "http://a+b:c:d@proxy.test:1, proxy.test, 1, a+b, c:d",
    })
    void oneIsReadInAllItsForms(String text, String host, int port, String user, String password) {
        assertThat(way(Map.of("HTTPS_PROXY", text))).isEqualTo(new ProxyChoice.Way.Through(host, port, user, password));
        assertThat(way(Map.of("https_proxy", text, "HTTPS_PROXY", "http://other.test")))
                .isEqualTo(new ProxyChoice.Way.Through(host, port, user, password));
        assertThat(new ProxyChoice(Map.of("HTTPS_PROXY", text)).describe(SERVER))
                .contains(host + ":" + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://proxy.test",
                "https://proxy.test",
                "http://",
                "http://a b",
                "http://proxy.test:99999",
                "http://secret%zz@proxy.test",
                ":::"
            })
    void anotherIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> way(Map.of("HTTPS_PROXY", text)))
                .hasMessageContaining("can't use the proxy in HTTPS_PROXY")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "api.example.com",
                "example.com",
                ".example.com",
                "*.example.com",
                "other.test, EXAMPLE.com",
                "api.example.com:443",
                "other.test example.com:443"
            })
    void exemptNamesAreReachedDirectly(String exempt) {
        assertThat(way(Map.of("HTTPS_PROXY", "http://proxy.test", "NO_PROXY", exempt)))
                .isEqualTo(new ProxyChoice.Way.Direct());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "xample.com", "api.example.com:8443", "com.example", "i.example.com"})
    void othersAreNot(String exempt) {
        assertThat(way(Map.of("HTTPS_PROXY", "http://proxy.test", "no_proxy", exempt)))
                .isInstanceOf(ProxyChoice.Way.Through.class);
    }

    private static ProxyChoice.Way way(Map<String, String> environment) {
        return new ProxyChoice(environment).to(SERVER);
    }
}
