package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.PublishedPort;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedTest {
    @Test
    void readsPortsAndSaysWhereTheyLead() {
        List<PublishedPort> ports = Published.ports(List.of("1455", "8080:3000"));

        assertThat(ports).containsExactly(new PublishedPort(1455, 1455), new PublishedPort(8080, 3000));
        assertThat(Published.warnings(ports))
                .singleElement()
                .asString()
                .contains("a browser that opens a published port");
        assertThat(Published.warnings(List.of())).isEmpty();
        assertThat(Published.notes(ports)).last().asString().contains("127.0.0.1:8080 leads to port 3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:1455", "0.0.0.0:1455:1455", "192.168.1.2:80", "1455/udp", "all", ""})
    void publishesOnLoopbackAndTcpAlone(String typed) {
        assertThatThrownBy(() -> Published.ports(List.of(typed)))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("127.0.0.1 alone");
    }

    @Test
    void givesAPortOfTheMachineOnce() {
        assertThatThrownBy(() -> Published.ports(List.of("1455", "1455:3000")))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("port 1455 of this machine");
        assertThat(Published.ports(List.of("1455:3000", "1456:3000"))).hasSize(2);
    }

    @Test
    void publishesOnlySome() {
        List<String> many = IntStream.rangeClosed(1, PublishedPort.MOST + 1)
                .mapToObj(String::valueOf)
                .toList();

        assertThatThrownBy(() -> Published.ports(many)).isInstanceOf(CliException.class);
        assertThat(Published.ports(many.subList(1, many.size()))).hasSize(PublishedPort.MOST);
    }
}
