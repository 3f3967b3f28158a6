package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesetTest {
    /** An nft that lists what it was told to, whatever was loaded. */
    private record FakeNft(String listing, List<List<String>> calls) implements CommandRunner {
        @Override
        public String run(List<String> command, String input) {
            calls.add(command);
            return command.contains("list") ? listing : "";
        }
    }

    private static String rules() {
        return new Ruleset((command, input) -> "", 64000, AddressPlan.DEFAULT, Inbound.NONE).text();
    }

    private static void load(String listing) {
        new Ruleset(new FakeNft(listing, new ArrayList<>()), 64000, AddressPlan.DEFAULT, Inbound.NONE).load();
    }

    @Test
    void takesRulesThatReadBackAsWritten() {
        assertThatCode(() -> load(rules())).doesNotThrowAnyException();
    }

    @Test
    void findsAnNftThatDoesNothing() {
        assertThatExceptionOfType(KernelException.class).isThrownBy(() -> load(""));
    }

    @Test
    void findsAMissingRule() {
        String without = rules().replace("\t\tip daddr 127.0.0.11 goto refuse\n", "");
        assertThat(without).isNotEqualTo(rules());
        assertThatExceptionOfType(KernelException.class).isThrownBy(() -> load(without));
    }

    @Test
    void findsAnotherPolicy() {
        String open = rules().replace("policy drop", "policy accept");
        assertThatExceptionOfType(KernelException.class).isThrownBy(() -> load(open));
    }

    @Test
    void putsTheUidEverywhere() {
        assertThat(new Ruleset((command, input) -> "", 64001, AddressPlan.DEFAULT, Inbound.NONE).text())
                .contains("meta skuid 64001 accept")
                .doesNotContain("GATEWAY_UID", "64000");
    }

    @Test
    void letsInWhoUsesAPublishedPortAndNobodyElse() {
        var doorstep = new Doorstep(Inet4Address.ofLiteral("172.17.0.1"), Inet4Address.ofLiteral("172.17.0.2"));
        var added = new ArrayList<>(rulesWith(new Inbound(List.of(1455), Optional.of(doorstep)))
                .lines()
                .toList());
        var two = new ArrayList<>(rulesWith(new Inbound(List.of(1455, 3000), Optional.of(doorstep)))
                .lines()
                .toList());
        rules().lines().forEach(added::remove);
        rules().lines().forEach(two::remove);

        assertThat(added)
                .containsExactly("\t\tip saddr 172.17.0.1 ip daddr 172.17.0.2 tcp dport 15100 ct state new"
                        + " ct mark set 0x00000001 accept");
        assertThat(two).singleElement().asString().contains("tcp dport 15100-15101 ct state new");
        assertThat(rules()).doesNotContain("PUBLISHED", "15100");
    }

    private static String rulesWith(Inbound inbound) {
        return new Ruleset((command, input) -> "", 64000, AddressPlan.DEFAULT, inbound).text();
    }

    @Test
    void redirectsLiteralsAndNothingElse() {
        var literals = List.of(Literal.parse("198.51.100.7:5432"), Literal.parse("10.0.0.0/24:22"));
        String with =
                new Ruleset((command, input) -> "", 64000, new AddressPlan(Pool.SHARED, literals), Inbound.NONE).text();
        var added = new ArrayList<>(with.lines().toList());
        rules().replace("198.18.0.0/15", "100.126.0.0/15").lines().forEach(added::remove);

        assertThat(added)
                .containsExactly(
                        "\t\tmeta skuid != 64000 ip daddr 10.0.0.0/24 tcp dport 22 dnat ip prefix to 100.127.0.0/24",
                        "\t\tmeta skuid != 64000 ip daddr 198.51.100.7 tcp dport 5432 dnat ip to 100.127.1.0",
                        "\t\tip daddr 100.127.0.0/16 meta l4proto 6 ct status dnat accept",
                        "\t\toif \"lo\" ip saddr 100.127.0.0/16 meta l4proto 6 ct status dnat accept");
        assertThat(rules()).doesNotContain("LITERALS", "dnat");
        assertThat(with).doesNotContain("LITERALS", "198.1");
    }

    @Test
    void failsWithTheProgramsOutput() {
        CommandRunner runner = CommandRunner.withLimit(Duration.ofSeconds(5));
        assertThatExceptionOfType(KernelException.class)
                .isThrownBy(() -> runner.run(List.of("/bin/sh", "-c", "echo no such module; exit 1"), ""))
                .withMessageContaining("no such module");
    }

    @Test
    void doesNotWaitForAProgramThatHangs() {
        CommandRunner runner = CommandRunner.withLimit(Duration.ofMillis(200));
        assertThatExceptionOfType(KernelException.class)
                .isThrownBy(() -> runner.run(List.of("/bin/sleep", "60"), ""))
                .withMessageContaining("did not end");
    }
}
