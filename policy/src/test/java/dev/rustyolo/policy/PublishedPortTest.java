package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedPortTest {
    @Test
    void readsOnePortOrTwo() {
        assertThat(PublishedPort.parse("1455")).isEqualTo(new PublishedPort(1455, 1455));
        assertThat(PublishedPort.parse("8080:1455")).isEqualTo(new PublishedPort(8080, 1455));
        assertThat(PublishedPort.parse("65535:1")).hasToString("65535:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":", "1455:", ":1455", "0", "0:1455", "65536", "1455/udp", "1455-1460", "0.0.0.0:1455",
                        "127.0.0.1:1:2",
                "1:2:3", "[::1]:80:80", "-1", "+1", "01455", " 1455", "1455 ", "١٤٥٥", "99999999999", "15001",
                        "80:15053",
                "80:15100", "--privileged"
            })
    void refusesWhatCannotBePublished(String typed) {
        assertThatExceptionOfType(InvalidRuleException.class).isThrownBy(() -> PublishedPort.parse(typed));
    }

    @Test
    void theHostMayHaveAnyPort() {
        assertThat(PublishedPort.parse("15001:1455").host()).isEqualTo(15_001);
    }

    @Test
    void entrancesAreTheGatewaysOwn() {
        for (int i = 0; i < PublishedPort.MOST; i++) {
            int entrance = PublishedPort.entrance(i);
            assertThatExceptionOfType(InvalidRuleException.class).isThrownBy(() -> new PublishedPort(1, entrance));
        }
    }
}
