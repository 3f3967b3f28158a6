package dev.rustyolo.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
        return new Ruleset((command, input) -> "", 64000).text();
    }

    private static void load(String listing) {
        new Ruleset(new FakeNft(listing, new ArrayList<>()), 64000).load();
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
        assertThat(new Ruleset((command, input) -> "", 64001).text())
                .contains("meta skuid 64001 accept")
                .doesNotContain("GATEWAY_UID", "64000");
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
