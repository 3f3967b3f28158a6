package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.TestHost;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsideAddressesTest {
    private static final String TRIE = """
            Main:
              +-- 0.0.0.0/0 3 0 5
                 |-- 0.0.0.0
                    /0 universe UNICAST
                 +-- 198.51.0.0/16 2 0 2
                    |-- 198.51.100.0
                       /24 link UNICAST
                 |-- 128.0.0.0
                    /1 universe UNICAST
            Local:
              +-- 127.0.0.0/8 2 0 2
                 |-- 127.0.0.1
                    /32 host LOCAL
            """;

    @TempDir
    Path temporary;

    private TestHost machine;

    @BeforeEach
    void makeMachine() {
        machine = new TestHost(temporary);
    }

    private Pool pool() {
        return InsideAddresses.of("", List.of(), machine.host()).plan().pool();
    }

    private void write(String file, String text) {
        try {
            Files.writeString(machine.root().resolve(file), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readsRoutesAndAddressesOfTheMachine() {
        assertThat(Egress.texts(HostNetworks.routes(TRIE))).containsExactly("198.51.100.0/24", "127.0.0.1/32");
    }

    @Test
    void takesTheUsualRangeWhenNothingUsesIt() {
        assertThat(pool()).isEqualTo(Pool.BENCHMARKING);
        write("fib_trie", TRIE);
        assertThat(pool()).isEqualTo(Pool.BENCHMARKING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"|-- 198.18.0.0\n /30 link UNICAST", "|-- 198.18.0.1\n /32 host LOCAL", "|-- 198.16.0.0\n /13 x"
            })
    void takesAnotherWhenARouteOrAddressIsInIt(String lines) {
        write("fib_trie", TRIE + lines + "\n");

        assertThat(pool()).isEqualTo(Pool.SHARED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nameserver 198.18.0.2", "nameserver 127.0.0.53\nnameserver\t198.19.255.1 "})
    void takesAnotherWhenADnsServerIsInIt(String lines) {
        write("resolv.conf", lines + "\n");

        assertThat(pool()).isEqualTo(Pool.SHARED);
    }

    @Test
    void takesAnotherWhenAnAllowedAddressIsInIt() {
        InsideAddresses inside = InsideAddresses.of("", List.of(Literal.parse("198.18.5.0/24:443")), machine.host());

        assertThat(inside.plan().pool()).isEqualTo(Pool.SHARED);
        assertThat(inside.warnings()).isEmpty();
    }

    @Test
    void warnsWhenTheMachineUsesAll() {
        InsideAddresses inside = InsideAddresses.choose(
                List.of(), List.of(Cidr.parse("198.18.0.0/15"), Cidr.parse("100.64.0.0/10"), Cidr.parse("10.0.0.0/8")));

        assertThat(inside.plan().pool()).isEqualTo(Pool.PRIVATE);
        assertThat(inside.warnings()).singleElement().asString().contains("--pool");
    }

    @Test
    void takesTheOneThatIsAskedFor() {
        write("fib_trie", "|-- 10.254.0.0\n /15 x\n");

        assertThat(InsideAddresses.of("10.254.0.0/15", List.of(), machine.host())
                        .plan()
                        .pool())
                .isEqualTo(Pool.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "198.18.0.0", "x", "198.18.0.0/15 --uid"})
    void refusesAnyOther(String typed) {
        assertThatThrownBy(() -> InsideAddresses.of(typed, List.of(), machine.host()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--pool");
    }

    @Test
    void refusesAnAddressOfTheRangeThatIsAskedFor() {
        assertThatThrownBy(() ->
                        InsideAddresses.of("100.126.0.0/15", List.of(Literal.parse("100.126.0.7:80")), machine.host()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("100.126.0.7:80");
    }

    @Test
    void whatIsInTheUsualRangeCanBeReachedThen() {
        write("resolv.conf", "nameserver 198.18.0.2\n");
        Egress egress = Egress.of(
                new NetworkRequest(List.of(), List.of(), false, List.of(), List.of("10.0.0.0/8"), "", "", List.of()),
                List.of(),
                machine.host());

        assertThat(Egress.texts(egress.dialable())).containsExactly("10.0.0.0/8", "198.18.0.0/15");
        assertThat(egress.dnsServers()).containsExactly("198.18.0.2");
    }
}
