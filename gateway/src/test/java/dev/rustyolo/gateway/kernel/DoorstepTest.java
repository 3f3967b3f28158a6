package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorstepTest {
    @ParameterizedTest
    @CsvSource({
        "172.17.0.2, 16, 172.17.0.1, true",
        "172.17.0.2, 32, 172.17.0.1, false",
        "172.17.0.2, 16, 172.18.0.1, false",
        "198.51.100.130, 24, 198.51.100.1, true",
        "198.51.100.130, 25, 198.51.100.1, false",
        "127.0.0.1, 8, 127.0.0.2, false",
        "172.17.0.1, 16, 172.17.0.1, false",
        "172.17.0.2, 0, 198.51.100.1, false"
    })
    void knowsItsNetwork(String own, int prefix, String other, boolean together) {
        assertThat(Doorstep.isNeighbour(Inet4Address.ofLiteral(own), prefix, Inet4Address.ofLiteral(other)))
                .isEqualTo(together);
    }

    @Test
    void findsNothingOnNetworksOfOthers() {
        assertThatExceptionOfType(KernelException.class)
                .isThrownBy(() -> Doorstep.at(Inet4Address.ofLiteral("192.0.0.9")));
    }
}
