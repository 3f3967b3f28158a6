package dev.rustyolo.cli.config;

import dev.rustyolo.policy.Text;

/** The grammar of the names that people give to agents and profiles. */
final class Names {
    private static final int LONGEST = 40;

    private Names() {}

    static void check(ConfigText source, Position position, String what, String name) {
        boolean good = !name.isEmpty() && name.length() <= LONGEST;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            good &= plain || (i > 0 && (c == '-' || c == '_' || c == '.'));
        }
        if (!good) {
            throw ConfigErrors.at(
                    source,
                    position,
                    Text.quote(name) + " can't be the name of " + what,
                    "names have small letters, digits and - _ . and begin with a letter or digit");
        }
    }
}
