package dev.rustyolo.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.policy.Rule;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenialSummaryTest {
    private static final Policy POLICY =
            Policy.of(List.of(Rule.parse("github.com")), List.of(Rule.parse("ads.github.com")));

    private final DenialTally tally = new DenialTally();

    @Test
    void saysNothingWhenNothingWasBlocked() {
        assertThat(lines(List.of())).isEmpty();
    }

    @Test
    void namesTheFlagThatWouldHaveAllowedIt() {
        // Given
        tally.record(new Event.Denied(Layer.DNS, "rare.test", 0, "no rule"));
        tally.record(new Event.Denied(Layer.DNS, "evil.test", 0, "no rule"));
        tally.record(new Event.Denied(Layer.DNS, "evil.test", 0, "no rule"));
        tally.record(new Event.Denied(Layer.CONNECT, "github.com", 8443, "port"));

        // Then
        assertThat(lines(List.of()))
                .containsExactly(
                        "Blocked in this session:",
                        "  evil.test (2 times)   allow with: --allow-domains \"evil.test\"",
                        "  rare.test (once)   allow with: --allow-domains \"rare.test\"",
                        "  github.com:8443 (once)   allow with: --allow-domains \"github.com:8443\"");
    }

    @Test
    void doesNotAdviseWhatWouldNotHelp() {
        // Given
        tally.record(new Event.Denied(Layer.DNS, "ads.github.com", 0, "deny rule"));
        tally.record(new Event.Denied(Layer.TLS, "github.com", 443, "SNI \"evil.test\" is not the name"));
        tally.record(new Event.Denied(Layer.ADDRESS, "github.com", 443, "10.0.0.1 is private"));
        tally.record(new Event.Denied(Layer.CONNECT, "", 443, "unknown address"));

        // Then
        assertThat(String.join("\n", lines(List.of(new RefusedConnection("2001:db8::1", "tcp", 80, 7)))))
                .doesNotContain("allow with")
                .contains("[2001:db8::1]:80/tcp (7 times)   a bare address: only names can be allowed here")
                .contains("the deny rule ads.github.com refuses")
                .contains("address: 10.0.0.1 is private");
    }

    @Test
    void saysHowToAllowABareAddressAndThatANameIsBetter() {
        assertThat(lines(List.of(
                        new RefusedConnection("198.51.100.7", "tcp", 80, 3),
                        new RefusedConnection("198.51.100.7", "udp", 443, 2),
                        new RefusedConnection("224.0.0.251", "tcp", 80, 1))))
                .containsExactly(
                        "Blocked in this session:",
                        "  198.51.100.7:80/tcp (3 times)   a bare address: allow a name instead, or, if it has none:"
                                + " --allow-domains \"198.51.100.7:80\"",
                        "  198.51.100.7:443/udp (2 times)   a bare address: only TCP can be allowed, best to a name",
                        "  224.0.0.251:80/tcp (once)   a bare address: only names can be allowed here");
    }

    @Test
    void showsHostileNamesOnlyInEscapedForm() {
        // Given
        tally.record(new Event.Denied(Layer.DNS, "\u001b[31m\n\" claude; rm -rf ~", 0, "x"));

        // Then
        assertThat(String.join(" ", lines(List.of())))
                .doesNotContain("\u001b")
                .doesNotContain("\n")
                .doesNotContain("allow with");
    }

    @Test
    void showsEachReasonForWhichANameWasRefused() {
        // Given
        tally.record(new Event.Denied(Layer.TLS, "github.com", 443, "no SNI"));
        tally.record(new Event.Denied(Layer.TLS, "github.com", 443, "asks for evil.test"));
        tally.record(new Event.Denied(Layer.TLS, "github.com", 443, "asks for evil.test"));

        // Then
        assertThat(lines(List.of()))
                .containsExactly(
                        "Blocked in this session:",
                        "  github.com:443 (2 times)   tls: asks for evil.test",
                        "  github.com:443 (once)   tls: no SNI");
    }

    @Test
    void escapesAReasonOnce() {
        // Given
        tally.record(new Event.Denied(Layer.TLS, "github.com", 443, "not a name: \"\\u001b[31m\""));
        tally.record(new Event.Denied(Layer.HTTP, "github.com", 80, "a raw \u001b"));

        // Then
        assertThat(lines(List.of()))
                .contains("  github.com:443 (once)   tls: not a name: \"\\u001b[31m\"")
                .contains("  github.com:80 (once)   http: a raw \\u001b");
    }

    @Test
    void endsAfterTwentyLinesAndTwoThousandNames() {
        // Given
        for (int i = 0; i < 5_000; i++) {
            tally.record(new Event.Denied(Layer.DNS, "n" + i + ".evil.test", 0, "no rule"));
        }
        tally.record(new Event.Dropped(100));

        // When
        List<String> lines = lines(List.of());

        // Then
        assertThat(lines)
                .hasSize(23)
                .contains("  and 1980 more")
                .last()
                .asString()
                .contains("3100 more");
    }

    @Test
    void keepsTheGatewaysWarningsOnceAndNotTooMany() {
        // Given
        for (int i = 0; i < 100; i++) {
            tally.record(new Event.Warning("warning " + i % 50));
        }

        // Then
        assertThat(tally.warnings()).hasSize(20).startsWith("warning 0", "warning 1");
    }

    private List<String> lines(List<RefusedConnection> direct) {
        return new DenialSummary(POLICY).lines(tally, direct);
    }
}
