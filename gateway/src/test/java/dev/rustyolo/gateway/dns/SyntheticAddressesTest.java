package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.Pool;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticAddressesTest {
    private final SyntheticAddresses addresses = new SyntheticAddresses();

    @Test
    void givesEachNameOneAddressAndBack() {
        var a = addresses.of(DomainName.parse("a.test")).orElseThrow();
        var b = addresses.of(DomainName.parse("b.test")).orElseThrow();
        assertThat(a.getHostAddress()).isEqualTo("198.18.0.1");
        assertThat(b).isNotEqualTo(a);
        assertThat(addresses.of(DomainName.parse("A.test."))).contains(a);
        assertThat(addresses.nameOf(b)).contains(DomainName.parse("b.test"));
    }

    @Test
    void takesThemFromThePoolOfThePlan() {
        var other = new SyntheticAddresses(new AddressPlan(Pool.SHARED, List.of()));
        var a = other.of(DomainName.parse("a.test")).orElseThrow();

        assertThat(a.getHostAddress()).isEqualTo("100.126.0.1");
        assertThat(other.nameOf(a)).contains(DomainName.parse("a.test"));
        assertThat(other.nameOf(InetAddress.ofLiteral("198.18.0.1"))).isEmpty();
    }

    @Test
    void stopsAtTheLimitAndKeepsWhatItHas() {
        for (int i = 0; i < SyntheticAddresses.LIMIT; i++) {
            assertThat(addresses.of(DomainName.parse("n" + i + ".test"))).isPresent();
        }
        assertThat(addresses.of(DomainName.parse("one-more.test"))).isEmpty();
        assertThat(addresses.of(DomainName.parse("n4095.test")))
                .contains(java.net.Inet4Address.ofLiteral("198.18.16.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.18.0.0", "198.18.0.2", "198.17.255.255", "198.19.255.255", "127.0.0.1", "::1"})
    void knowsNoNameForOtherAddresses(String address) {
        addresses.of(DomainName.parse("a.test"));
        assertThat(addresses.nameOf(InetAddress.ofLiteral(address))).isEmpty();
    }
}
