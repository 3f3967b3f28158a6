package dev.rustyolo.protocol;

import dev.rustyolo.policy.Rule;
import dev.rustyolo.policy.Text;

/** What the constructors of the messages check. */
final class Checks {
    private Checks() {}

    static void notNegative(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(Text.quote(field) + " is negative: " + value);
        }
    }

    static void port(String field, int port, int lowest) {
        if (port < lowest || port > Rule.MAX_PORT) {
            throw new IllegalArgumentException(
                    Text.quote(field) + " is not between " + lowest + " and " + Rule.MAX_PORT + ": " + port);
        }
    }
}
