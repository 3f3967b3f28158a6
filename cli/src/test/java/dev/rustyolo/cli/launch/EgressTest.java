package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.policy.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest extends MachineFixture {
    @Test
    void mergesTheOptionTheVariableAndTheAgentsDomains() {
        // Given
        machine.with("TRUSTED_DOMAINS", "api.github.com\tGitHub.com.");

        // When
        Egress egress = egress(List.of("github.com,*.example.com:8443", "  "), false);

        // Then
        assertThat(egress.allowRules())
                .map(Object::toString)
                .containsExactly("api.agent.test", "github.com", "*.example.com:8443", "api.github.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , \n"})
    void takesAnEmptyListForNothing(String list) {
        // Given
        machine.with("TRUSTED_DOMAINS", list);

        // Then
        assertThat(egress(List.of(list), false).userRules()).isEmpty();
    }

    @Test
    void isOfflineForTheAgentToo() {
        // Given
        machine.with("TRUSTED_DOMAINS", "github.com");

        // Then
        assertThat(egress(List.of(), true).allowRules()).isEmpty();
    }

    @Test
    void refusesContradictions() {
        assertThatThrownBy(() -> egress(List.of("github.com"), true))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("contradict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.com",
                "10.0.0.1",
                "10.0.0.0/8:22",
                "10.0.0.5/24:22",
                "[2001:db8::7]:443",
                "2001:db8::7",
                "169.254.0.0/16:80",
                "10.0.0.0/16:1 10.1.0.0/16:1",
                "a b;c",
                "exa mple.com/path",
                "-x",
                "a..b",
                "ex\u001b.com",
                "x:99999"
            })
    void refusesWhatIsNoRule(String list) {
        assertThatThrownBy(() -> egress(List.of(list), false))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("--allow-domains: ");
    }

    @Test
    void tellsAddressesFromNames() {
        // When
        Egress egress = egress(List.of("198.51.100.7:5432 github.com,10.0.0.0/24:22 198.51.100.7/32:5432"), false);

        // Then
        assertThat(Egress.texts(egress.userRules())).containsExactly("github.com");
        assertThat(Egress.texts(egress.plan().literals())).containsExactly("198.51.100.7:5432", "10.0.0.0/24:22");
        assertThat(egress.plan().pool()).isEqualTo(Pool.BENCHMARKING);
        assertThat(egress.dialable()).isEmpty();
    }

    @Test
    void allowsNoAddressOffline() {
        machine.with("TRUSTED_DOMAINS", "198.51.100.7:5432");

        assertThat(egress(List.of(), true).plan().literals()).isEmpty();
        assertThat(egress(List.of(), false).plan().literals()).hasSize(1);
    }

    @Test
    void refusesToDenyAddresses() {
        assertThatThrownBy(() -> Egress.of(
                        new NetworkRequest(
                                List.of(), List.of("198.51.100.7:80"), false, List.of(), List.of(), "", "", List.of()),
                        List.of(),
                        machine.host()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("only names can be denied");
    }

    @Test
    void warnsWhenNoDnsServerOfTheMachineIsOfUse() throws IOException {
        assertThat(egress(List.of(), false).warnings()).isEmpty();

        Files.writeString(machine.root().resolve("resolv.conf"), "nameserver 127.0.0.53\n");

        assertThat(egress(List.of(), false).dnsServers()).isEmpty();
        assertThat(egress(List.of(), false).warnings())
                .singleElement()
                .asString()
                .contains("--dns-servers");
        assertThat(egress(List.of(), true).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host", "none", "container:x", "ns:/proc/1/ns/net", "private", "slirp4netns", "-x", "a b", "ä"})
    void refusesNetworksThatLeadPastTheGateway(String network) {
        assertThatThrownBy(() -> Egress.of(
                        new NetworkRequest(List.of(), List.of(), false, List.of(), List.of(), network, "", List.of()),
                        List.of(),
                        machine.host()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.google", "1.2", "1.1.1.1:53", "fe80::1%eth0", "01.1.1.1"})
    void refusesDnsServersThatAreNoAddresses(String server) {
        assertThatThrownBy(() -> Egress.of(
                        new NetworkRequest(List.of(), List.of(), false, List.of(server), List.of(), "", "", List.of()),
                        List.of(),
                        machine.host()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is not an IP address");
    }

    @Test
    void passesOnServersRangesAndTheNetwork() {
        // When
        Egress egress = Egress.of(
                new NetworkRequest(
                        List.of(),
                        List.of("ads.test"),
                        false,
                        List.of("198.51.100.1 2001:DB8::53"),
                        List.of("10.1.0.0/16"),
                        "lab_1",
                        "",
                        List.of()),
                List.of(),
                machine.host());

        // Then
        assertThat(egress.dnsServers()).containsExactly("198.51.100.1", "2001:db8::53");
        assertThat(Egress.texts(egress.allowPrivate())).containsExactly("10.1.0.0/16");
        assertThat(egress.network()).isEqualTo("lab_1");
        assertThat(Egress.texts(egress.denyRules())).containsExactly("ads.test");
    }

    /** The word undoes what a configuration file says. */
    @Test
    void anyServersAreTheMachines() {
        NetworkRequest any =
                new NetworkRequest(List.of(), List.of(), false, List.of("any"), List.of(), "", "", List.of());

        assertThat(Egress.of(any, List.of(), machine.host()).dnsServers()).containsExactly("198.51.100.53");
        assertThatThrownBy(() -> Egress.addresses(List.of("any 198.51.100.1"))).isInstanceOf(CliException.class);
    }

    @Test
    void usesTheMachinesDnsServersThatAContainerCanReach() {
        assertThat(egress(List.of(), false).dnsServers()).containsExactly("198.51.100.53");
        assertThat(HostResolvers.parse("""
                        # nameserver 198.51.100.9
                        search example.com
                        nameserver 127.0.0.53
                        nameserver ::1
                        nameserver fe80::1%eth0
                        nameserver 0.0.0.0
                        \tnameserver\t198.51.100.1
                        nameserver 2001:db8::1
                        nameserver 198.51.100.2
                        nameserver 198.51.100.3
                        nameserver
                        """)).containsExactly("198.51.100.1", "2001:db8::1", "198.51.100.2");
    }

    private Egress egress(List<String> allow, boolean offline) {
        return Egress.of(
                new NetworkRequest(allow, List.of(), offline, List.of(), List.of(), "", "", List.of()),
                List.of("api.agent.test"),
                machine.host());
    }
}
