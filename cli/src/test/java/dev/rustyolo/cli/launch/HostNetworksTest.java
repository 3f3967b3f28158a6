package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class HostNetworksTest extends MachineFixture {
    @Test
    void knowsTheMachinesOwnAddresses() throws IOException {
        Files.writeString(machine.root().resolve("fib_trie"), """
                Main:
                  +-- 0.0.0.0/0 3 0 5
                     |-- 0.0.0.0
                        /0 universe UNICAST
                     |-- 8.8.4.0
                        /24 link UNICAST
                     |-- 8.8.4.4
                        /32 host LOCAL
                     |-- 8.8.4.255
                        /32 link BROADCAST
                     |-- 10.0.0.5
                        /32 host LOCAL
                Local:
                     |-- 8.8.4.4
                        /32 host LOCAL
                     |-- 127.0.0.1
                        /32 host LOCAL
                """);
        Files.writeString(machine.root().resolve("if_inet6"), """
                00000000000000000000000000000001 01 80 10 80       lo
                2a001450000000000000000000000001 02 40 00 80     eth0
                fe80000000000000021122fffe334455 02 40 20 80     eth0
                fd000000000000000000000000000001 03 40 00 80  docker0
                """);

        assertThat(HostNetworks.own(machine.host()))
                .containsExactly(
                        "8.8.4.4",
                        "10.0.0.5",
                        "2a00:1450:0000:0000:0000:0000:0000:0001",
                        "fe80:0000:0000:0000:0211:22ff:fe33:4455",
                        "fd00:0000:0000:0000:0000:0000:0000:0001");
        assertThat(HostNetworks.own(machine.host())).allSatisfy(InetAddress::ofLiteral);
    }

    @Test
    void knowsNoneWhereTheKernelHasNoSuchTables() {
        assertThat(HostNetworks.own(machine.host())).isEmpty();
    }

    @Test
    void overlooksLinesOfAnotherForm() throws IOException {
        Files.writeString(machine.root().resolve("fib_trie"), "/32 host LOCAL\n|-- x\n  /24 link UNICAST\n");
        Files.writeString(machine.root().resolve("if_inet6"), "not an address of any sort, but a long line\n\nshort\n");

        assertThat(HostNetworks.own(machine.host())).isEmpty();
    }
}
