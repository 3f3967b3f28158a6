package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        return new Ruleset((command, input) -> "", 64000, AddressPlan.DEFAULT).text();
    }

    private static void load(String listing) {
        new Ruleset(new FakeNft(listing, new ArrayList<>()), 64000, AddressPlan.DEFAULT).load();
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
        assertThat(new Ruleset((command, input) -> "", 64001, AddressPlan.DEFAULT).text())
                .contains("meta skuid 64001 accept")
                .doesNotContain("GATEWAY_UID", "64000");
    }

    @Test
    void redirectsLiteralsAndNothingElse() {
        var literals = List.of(Literal.parse("198.51.100.7:5432"), Literal.parse("10.0.0.0/24:22"));
        String with = new Ruleset((command, input) -> "", 64000, new AddressPlan(Pool.SHARED, literals)).text();
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
