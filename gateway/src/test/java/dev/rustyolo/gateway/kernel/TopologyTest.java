package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.11",
                "127.255.0.1",
                "0.0.0.0",
                "198.18.0.1",
                "198.19.255.255",
                "100.126.0.1",
                "::1",
                "::"
            })
    void isInside(String address) {
        assertThat(Topology.isInside(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.17.255.255", "198.20.0.0", "198.51.100.7", "10.0.0.1", "2001:db8::1", "c612::1"})
    void isOutside(String address) {
        assertThat(Topology.isInside(InetAddress.ofLiteral(address))).isFalse();
    }
}
