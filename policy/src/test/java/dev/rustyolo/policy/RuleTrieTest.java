package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Why matching takes the same time with any number of rules: the way down the trie is a hash look-up a label, so it is
 * never longer than the name, and what is found at its end is found by port in a hash map too.
 */
class RuleTrieTest {
    private static final DomainName NAME = new DomainName("a.b.c.example.test");

    @Test
    void walksAtMostOneNodeALabelWhateverTheNumberOfRules() {
        // Given
        RuleTrie few = new RuleTrie(List.of(Rule.parse("*.c.example.test")));
        RuleTrie many = new RuleTrie(thousandsOfRules());

        // When
        List<RuleTrie.Node> walkedInFew = few.path(NAME.labels().reversed());
        List<RuleTrie.Node> walkedInMany = many.path(NAME.labels().reversed());

        // Then
        assertThat(walkedInFew).hasSize(3);
        assertThat(walkedInMany).hasSameSizeAs(walkedInFew);
        assertThat(many.find(NAME)).isEqualTo(few.find(NAME));
    }

    @Test
    void holdsTheLongestNameToItsLabels() {
        // Given the most labels that a name can have, and rules all along it
        String longest = "a.".repeat(126) + "a";
        List<Rule> rules = new ArrayList<>();
        for (int from = 0; from < longest.length(); from += 2) {
            rules.add(Rule.parse(longest.substring(from)));
        }
        for (int from = 2; from < longest.length() - 2; from += 2) {
            rules.add(Rule.parse("*." + longest.substring(from)));
        }
        RuleTrie trie = new RuleTrie(rules);

        // Then
        DomainName name = new DomainName(longest);
        assertThat(trie.path(name.labels().reversed())).hasSize(127);
        assertThat(trie.find(name)).hasSize(126);
        assertThat(trie.find(name).getFirst()).containsExactly(Map.entry(Rule.NO_PORT, Rule.parse(longest)));
    }

    @Test
    void stopsAtTheFirstLabelThatNoRuleHas() {
        RuleTrie many = new RuleTrie(thousandsOfRules());

        assertThat(many.path(List.of("evil"))).isEmpty();
        assertThat(many.path(List.of("test", "evil", "example"))).hasSize(1);
    }

    @Test
    void judgesEachOfThousandsOfRules() {
        List<Rule> rules = thousandsOfRules();
        Policy policy = Policy.of(rules, List.of());

        assertThat(rules).hasSizeGreaterThan(30_000);
        for (Rule rule : rules) {
            DomainName name = rule.wildcard() ? new DomainName("z." + rule.name()) : rule.name();
            assertThat(policy.judge(name, rule.allowedPorts().getFirst())).isEqualTo(new Verdict.Allow(rule));
            assertThat(policy.judge(new DomainName("x" + rule.name()), 443)).isInstanceOf(Verdict.Deny.class);
        }
    }

    private static List<Rule> thousandsOfRules() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.parse("*.c.example.test"));
        for (int i = 0; i < 10_000; i++) {
            rules.add(Rule.parse("n" + i + ".example.test"));
            rules.add(Rule.parse("*.n" + i + ".wild.test"));
            rules.add(Rule.parse("host" + i + ":" + (1_000 + i)));
        }
        return rules;
    }
}
