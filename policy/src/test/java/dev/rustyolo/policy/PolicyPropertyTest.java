package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy against a reference that is too simple to be wrong: it looks at every rule, and at nothing but text. */
class PolicyPropertyTest {
    private static final List<String> LABELS = List.of("a", "b", "aa", "ab", "a-b", "test", "x1");
    private static final List<Integer> PORTS = List.of(1, 22, 80, 443, 8443, 65_535);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void judgesAsTheReferenceDoes(long seed) {
        Random random = new Random(seed);
        int allowed = 0;
        for (int round = 0; round < 200; round++) {
            // Given
            List<Rule> allow = rules(random, random.nextInt(12));
            List<Rule> deny = rules(random, random.nextInt(4));
            Policy policy = Policy.of(allow, deny);

            for (int i = 0; i < 50; i++) {
                DomainName name = name(random, 1);
                boolean anyPort = false;
                for (int port : PORTS) {
                    // When
                    Verdict verdict = policy.judge(name, port);

                    // Then
                    boolean expected = allows(allow, deny, name.ascii(), port);
                    assertThat(verdict instanceof Verdict.Allow)
                            .as("%s:%d under %s but not %s", name, port, allow, deny)
                            .isEqualTo(expected);
                    if (verdict instanceof Verdict.Allow(Rule rule)) {
                        assertThat(allow).contains(rule);
                        assertThat(applies(rule, name.ascii())
                                        && rule.allowedPorts().contains(port))
                                .isTrue();
                        allowed++;
                    }
                    anyPort |= expected;
                }
                // PORTS holds every port that a rule here can allow.
                assertThat(policy.judgeName(name) instanceof Verdict.Allow)
                        .as("%s under %s but not %s", name, allow, deny)
                        .isEqualTo(anyPort);
            }
        }
        assertThat(allowed).as("the test judges allowed names too").isGreaterThan(500);
    }

    private static boolean allows(List<Rule> allow, List<Rule> deny, String name, int port) {
        boolean denied =
                deny.stream().anyMatch(rule -> applies(rule, name) && (rule.port() == 0 || rule.port() == port));
        return !denied
                && allow.stream()
                        .anyMatch(rule -> applies(rule, name)
                                && (rule.port() == port
                                        || (rule.port() == 0 && (port == 443 || port == 80 || port == 22))));
    }

    private static boolean applies(Rule rule, String name) {
        return rule.wildcard()
                ? name.endsWith("." + rule.name())
                : name.equals(rule.name().ascii());
    }

    private static List<Rule> rules(Random random, int count) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean wildcard = random.nextBoolean();
            int port = random.nextBoolean() ? Rule.NO_PORT : PORTS.get(random.nextInt(PORTS.size()));
            rules.add(new Rule(name(random, wildcard ? 2 : 1), wildcard, port));
        }
        return rules;
    }

    private static DomainName name(Random random, int minimum) {
        List<String> labels = new ArrayList<>();
        for (int count = minimum + random.nextInt(3); count > 0; count--) {
            labels.add(LABELS.get(random.nextInt(LABELS.size())));
        }
        return new DomainName(String.join(".", labels));
    }
}
