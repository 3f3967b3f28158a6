package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person allows to be reached.
 *
 * @param rules rules for names
 * @param literals addresses that need no name
 */
record AllowList(List<Rule> rules, List<Literal> literals) {

    /** @throws CliException when a word is neither a rule for names nor an address */
    static AllowList of(List<String> values) {
        List<String> names = new ArrayList<>();
        List<Literal> literals = new ArrayList<>();
        for (String word : Words.in(values)) {
            if (Literal.looksLikeOne(word)) {
                literals.add(literal(word));
            } else {
                names.add(word);
            }
        }
        return new AllowList(Egress.rules(names, "--allow-domains"), List.copyOf(literals));
    }

    private static Literal literal(String word) {
        try {
            return Literal.parse(word);
        } catch (InvalidRuleException e) {
            throw CliException.usage("--allow-domains: " + e.problem(), e.remedy());
        }
    }
}
