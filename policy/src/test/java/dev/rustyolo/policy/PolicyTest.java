package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Policy POLICY = policy(
            List.of(
                    "allowed.test",
                    "*.wild.test",
                    "db:5432",
                    "*.ports.test:8443",
                    "both.test",
                    "both.test:8443",
                    "git.test:22"),
            List.of("bad.wild.test", "*.worse.wild.test", "half.wild.test:22", "both.test:80"));

    @ParameterizedTest
    @CsvSource({
        "allowed.test, 443, allowed.test",
        "allowed.test, 80, allowed.test",
        "allowed.test, 22, allowed.test",
        "a.wild.test, 443, *.wild.test",
        "c.b.a.wild.test, 443, *.wild.test",
        "worse.wild.test, 443, *.wild.test",
        "half.wild.test, 443, *.wild.test",
        "db, 5432, db:5432",
        "a.ports.test, 8443, *.ports.test:8443",
        "both.test, 443, both.test",
        "both.test, 8443, both.test:8443",
        "git.test, 22, git.test:22",
    })
    void allowsWhatARuleIsFor(String name, int port, String rule) {
        assertThat(POLICY.judge(new DomainName(name), port)).isEqualTo(new Verdict.Allow(Rule.parse(rule)));
    }

    @ParameterizedTest
    @CsvSource({
        // without a label boundary, or with the labels elsewhere
        "notallowed.test, 443, NOT_LISTED",
        "evilallowed.test, 443, NOT_LISTED",
        "allowed.testx, 443, NOT_LISTED",
        "allowed.test.evil.test, 443, NOT_LISTED",
        "xwild.test, 443, NOT_LISTED",
        "a.xwild.test, 443, NOT_LISTED",
        "a-wild.test, 443, NOT_LISTED",
        "wild.test.evil.test, 443, NOT_LISTED",
        "a.wild.testx, 443, NOT_LISTED",
        "test.allowed, 443, NOT_LISTED",
        // below an exact name, and the apex of a wildcard
        "sub.allowed.test, 443, NOT_LISTED",
        "wild.test, 443, NOT_LISTED",
        "ports.test, 8443, NOT_LISTED",
        "a.db, 5432, NOT_LISTED",
        "test, 443, NOT_LISTED",
        // ports
        "allowed.test, 8443, PORT_NOT_LISTED",
        "allowed.test, 1, PORT_NOT_LISTED",
        "allowed.test, 65535, PORT_NOT_LISTED",
        "db, 443, PORT_NOT_LISTED",
        "a.ports.test, 443, PORT_NOT_LISTED",
        "git.test, 443, PORT_NOT_LISTED",
        // denied
        "bad.wild.test, 443, DENY_RULE",
        "bad.wild.test, 9999, DENY_RULE",
        "a.worse.wild.test, 443, DENY_RULE",
        "b.a.worse.wild.test, 80, DENY_RULE",
        "half.wild.test, 22, DENY_RULE",
        "both.test, 80, DENY_RULE",
    })
    void refusesEverythingElse(String name, int port, Reason reason) {
        assertThat(POLICY.judge(new DomainName(name), port))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class, deny -> assertThat(deny.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "allowed.test, allowed.test",
        "a.wild.test, *.wild.test",
        "half.wild.test, *.wild.test",
        "db, db:5432",
        "git.test, git.test:22",
        "a.ports.test, *.ports.test:8443",
    })
    void letsAllowedNamesBeResolved(String name, String rule) {
        assertThat(POLICY.judgeName(new DomainName(name))).isEqualTo(new Verdict.Allow(Rule.parse(rule)));
    }

    @ParameterizedTest
    @CsvSource({
        "evil.test, NOT_LISTED",
        "wild.test, NOT_LISTED",
        "sub.allowed.test, NOT_LISTED",
        "bad.wild.test, DENY_RULE",
        "x.worse.wild.test, DENY_RULE",
    })
    void letsNoOtherNameBeResolved(String name, Reason reason) {
        assertThat(POLICY.judgeName(new DomainName(name)))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class, deny -> assertThat(deny.reason()).isEqualTo(reason));
    }

    @Test
    void doesNotResolveANameWhoseEveryPortIsDenied() {
        Policy denied = policy(
                List.of("a.test", "a.test:8443"), List.of("a.test:443", "a.test:80", "a.test:22", "a.test:8443"));
        Policy almost = policy(List.of("a.test", "a.test:8443"), List.of("a.test:443", "a.test:80", "a.test:22"));

        assertThat(denied.judgeName(new DomainName("a.test"))).isInstanceOf(Verdict.Deny.class);
        assertThat(almost.judgeName(new DomainName("a.test"))).isEqualTo(new Verdict.Allow(Rule.parse("a.test:8443")));
    }

    @Test
    void saysWhichDenyRuleRefusesANameThatIsNotAllowedEither() {
        Policy policy = policy(List.of(), List.of("evil.test", "half.test:443"));

        assertThat(policy.judgeName(new DomainName("evil.test")))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class, deny -> assertThat(deny.reason()).isEqualTo(Reason.DENY_RULE));
        assertThat(policy.judgeName(new DomainName("half.test")))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class, deny -> assertThat(deny.reason()).isEqualTo(Reason.NOT_LISTED));
    }

    @Test
    void deniesWhateverTheOrderAndHoweverSpecificTheAllowRuleIs() {
        Policy policy = policy(List.of("a.b.test:443", "*.b.test", "a.b.test"), List.of("*.b.test"));

        assertThat(policy.judge(new DomainName("a.b.test"), 443)).isInstanceOf(Verdict.Deny.class);
        assertThat(policy.judgeName(new DomainName("a.b.test"))).isInstanceOf(Verdict.Deny.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.test", "db", "localhost", "host.docker.internal", "a.b.c.d.e.f.g"})
    void deniesEverythingWhenEmpty(String name) {
        for (Policy policy :
                List.of(Policy.denyAll(), policy(List.of(), List.of()), policy(List.of(), List.of("x.test")))) {
            assertThat(policy.judgeName(new DomainName(name))).isInstanceOf(Verdict.Deny.class);
            for (int port : List.of(1, 22, 53, 80, 443, 8443, 65_535)) {
                assertThat(policy.judge(new DomainName(name), port)).isInstanceOf(Verdict.Deny.class);
            }
        }
    }

    @Test
    void prefersTheMostSpecificRule() {
        Policy policy = policy(List.of("*.a.test", "*.b.a.test", "c.b.a.test", "c.b.a.test:443"), List.of());

        assertThat(policy.judge(new DomainName("c.b.a.test"), 443))
                .isEqualTo(new Verdict.Allow(Rule.parse("c.b.a.test:443")));
        assertThat(policy.judge(new DomainName("c.b.a.test"), 80))
                .isEqualTo(new Verdict.Allow(Rule.parse("c.b.a.test")));
        assertThat(policy.judge(new DomainName("d.b.a.test"), 80))
                .isEqualTo(new Verdict.Allow(Rule.parse("*.b.a.test")));
        assertThat(policy.judge(new DomainName("b.a.test"), 80)).isEqualTo(new Verdict.Allow(Rule.parse("*.a.test")));
    }

    @Test
    void refusesToJudgeWhatIsNotAPort() {
        for (int port : List.of(0, -1, 65_536, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> POLICY.judge(new DomainName("allowed.test"), port))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void explainsWhatWouldAllowIt() {
        assertThat(explanation("evil.test", 443))
                .isEqualTo("no rule allows evil.test; --allow-domains evil.test would");
        assertThat(explanation("evil.test", 8443))
                .isEqualTo("no rule allows evil.test; --allow-domains evil.test:8443 would");
        assertThat(explanation("both.test", 9000))
                .isEqualTo("both.test is allowed on port 22, 80, 443, 8443, not on 9000;"
                        + " --allow-domains both.test:9000 would allow it");
        assertThat(explanation("a.ports.test", 443)).endsWith("--allow-domains a.ports.test would allow it");
        assertThat(explanation("both.test", 80))
                .isEqualTo("the deny rule both.test:80 refuses both.test:80;"
                        + " to allow it, take the rule out of --deny-domains");
    }

    @Test
    void keepsExplanationsShort() {
        Policy policy = Policy.of(
                IntStream.rangeClosed(1, 50)
                        .mapToObj(port -> Rule.parse("a.test:" + port))
                        .toList(),
                List.of());

        assertThat(policy.judge(new DomainName("a.test"), 2_000))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class,
                        deny -> assertThat(deny.explanation())
                                .contains("port 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ..., not on 2000"));
    }

    private static String explanation(String name, int port) {
        return POLICY.judge(new DomainName(name), port) instanceof Verdict.Deny(Reason _, String text)
                ? text
                : "allowed";
    }

    static Policy policy(List<String> allow, List<String> deny) {
        return Policy.of(
                allow.stream().map(Rule::parse).toList(),
                deny.stream().map(Rule::parse).toList());
    }
}
