package dev.rustyolo.gateway.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.InvalidCidrException;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.policy.Rule;
import dev.rustyolo.policy.Text;
import dev.rustyolo.policy.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands where a name or a rule should: what is allowed is canonical and under an allowed rule. */
class NamesFuzzTest {
    private static final Pattern CANONICAL =
            Pattern.compile("(?=.{1,253}$)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\\.)*(?!-)[a-z0-9-]{1,63}(?<!-)");
    private static final Policy POLICY = Policy.of(
            List.of(Rule.parse("allowed.test"), Rule.parse("*.wild.test"), Rule.parse("b\u00fccher.test:8443")),
            List.of(Rule.parse("no.wild.test")));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "allowed.test",
                        "ALLOWED.test.",
                        "*.wild.test",
                        "a.b.wild.test:8443",
                        "b\u00fccher.test",
                        "xn--bcher-kva.test",
                        "evil.test\0.allowed.test",
                        "\u0430llowed.test",
                        "g\u0131thub.com",
                        "\u212a.test",
                        "0x7f.1",
                        "https://allowed.test/x",
                        "10.0.0.0/8",
                        "2001:db8::/32",
                        "\u3002\uff0e\u200b.test")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void judge(byte[] bytes) {
        wire(new String(bytes, ISO_8859_1));
        String typed = new String(bytes, UTF_8);
        typed(typed);
        rule(typed);
        cidr(typed);
        assertThat(Text.quote(typed)).matches("[ -~]*").hasSizeLessThan(240);
    }

    private static void wire(String text) {
        DomainName name;
        try {
            name = DomainName.fromWire(text);
        } catch (InvalidNameException e) {
            assertThat(e.getMessage()).matches("[ -~]*");
            return;
        }
        assertThat(name.ascii()).matches(CANONICAL);
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        assertThat(plain).isEqualToIgnoringCase(name.ascii()).matches("[ -~]*");
        check(name);
    }

    private static void check(DomainName name) {
        boolean below = name.ascii().endsWith(".wild.test") && !name.ascii().equals("no.wild.test");
        boolean standard = below || name.ascii().equals("allowed.test");
        boolean other = name.ascii().equals("xn--bcher-kva.test");
        assertThat(POLICY.judge(name, 443) instanceof Verdict.Allow).isEqualTo(standard);
        assertThat(POLICY.judge(name, 8443) instanceof Verdict.Allow).isEqualTo(other);
        assertThat(POLICY.judgeName(name) instanceof Verdict.Allow).isEqualTo(standard || other);
    }

    private static void typed(String text) {
        try {
            DomainName name = DomainName.parse(text);
            assertThat(name.ascii()).matches(CANONICAL);
            assertThat(DomainName.fromWire(name.ascii())).isEqualTo(name);
            check(name);
        } catch (InvalidNameException e) {
            assertThat(e.getMessage()).matches("[ -~]*");
        }
    }

    private static void rule(String text) {
        try {
            Rule rule = Rule.parse(text);
            assertThat(rule.name().ascii()).matches(CANONICAL);
            assertThat(Rule.parse(rule.toString())).isEqualTo(rule);
        } catch (InvalidRuleException e) {
            assertThat(e.getMessage()).matches("[ -~]*");
        }
    }

    private static void cidr(String text) {
        try {
            Cidr range = Cidr.parse(text);
            assertThat(Cidr.parse(range.toString())).isEqualTo(range);
            assertThat(range.contains(range.network())).isTrue();
        } catch (InvalidCidrException e) {
            assertThat(e.getMessage()).matches("[ -~]*");
        }
    }

    @Test
    void holdsForChangedNames() {
        Mutations.feed(seeds().toList(), this::judge);
    }
}
