package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
    @ParameterizedTest
    @CsvSource({
        "198.51.100.7:5432, 198.51.100.7:5432",
        "198.51.100.7/32:5432, 198.51.100.7:5432",
        "10.0.0.0/24:22, 10.0.0.0/24:22",
        "10.1.0.0/16:1, 10.1.0.0/16:1",
        "169.254.169.254:80, 169.254.169.254:80",
        "223.255.255.255:65535, 223.255.255.255:65535",
    })
    void hasOneCanonicalText(String text, String canonical) {
        assertThat(Literal.parse(text)).hasToString(canonical);
        assertThat(Literal.parse(canonical)).isEqualTo(Literal.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7 | an address needs a port",
                "10.0.0.0/24 | an address needs a port",
                "198.51.100.7: | is not a port",
                "198.51.100.7:0 | the port is not between",
                "198.51.100.7:65536 | is not a port",
                "198.51.100.7:022 | is not a port",
                "198.51.100.7:+22 | is not a port",
                "10.0.0.5/24:22 | write 10.0.0.0/24",
                "10.0.0.0/15:22 | wider than a /16",
                "0.0.0.0/0:443 | wider than a /16",
                "10.0.0.0/33:22 | prefix length",
                "010.0.0.1:22 | not in the plain form",
                "10.1:22 | not in the plain form",
                "2130706433:80 | not in the plain form",
                "127.0.0.1:80 | nothing outside",
                "0.0.0.0:80 | nothing outside",
                "192.0.0.8:80 | nothing outside",
                "224.0.0.1:80 | nothing outside",
                "255.255.255.255:80 | nothing outside",
                "198.51.100.53:53 | the gateway's own resolver's",
                "169.254.0.0/16:80 | contains 169.254.169.254",
                "169.254.169.254/31:80 | contains 169.254.169.254",
                "100.100.100.0/24:80 | contains 100.100.100.200",
                "[2001:db8::7]:443 | no IPv6",
                "2001:db8::7 | no IPv6",
                "::1 | no IPv6",
            })
    void saysWhatIsWrong(String text, String why) {
        assertThat(Literal.looksLikeOne(text)).isTrue();
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> Literal.parse(text))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com", "example.com:8443", "*.example.com", "https://example.com:8443/", "7.example"
            })
    void leavesNamesAndUrlsToRules(String text) {
        assertThat(Literal.looksLikeOne(text)).isFalse();
    }

    @Test
    void allowsItsAddressesOnItsPort() {
        Literal literal = Literal.parse("10.0.0.0/24:22");

        assertThat(literal.allows(IpAddresses.parse("10.0.0.0"), 22)).isTrue();
        assertThat(literal.allows(IpAddresses.parse("10.0.0.255"), 22)).isTrue();
        assertThat(literal.allows(IpAddresses.parse("10.0.1.0"), 22)).isFalse();
        assertThat(literal.allows(IpAddresses.parse("10.0.0.1"), 23)).isFalse();
        assertThat(literal.allows(IpAddresses.parse("2001:db8::7"), 22)).isFalse();
    }
}
