package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;

/**
 * What people type after {@code --secret}: {@code NAME=file:PATH}, {@code NAME=env:VARIABLE} or {@code NAME=cmd:COMMAND}.
 *
 * @param name the agent's variable
 * @param source where its value comes from
 * @param from the path, the variable or the command
 */
record Secret(String name, Source source, String from) {
    /** Where a secret comes from. */
    enum Source {
        /** A file of the host. */
        FILE("file:"),
        /** A variable of the host. */
        ENV("env:"),
        /** What a command prints. */
        CMD("cmd:");

        private final String prefix;

        Source(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * Reads what was typed. What stands behind the equals sign may be the secret itself, typed in error, and is never
     * shown.
     *
     * @throws CliException when it isn't of that form
     */
    static Secret parse(String typed) {
        int equals = typed.indexOf('=');
        if (equals < 0) {
            throw malformed("it has no =");
        }
        String name = typed.substring(0, equals);
        AgentEnvironment.check(name);
        String rest = typed.substring(equals + 1);
        for (Source source : Source.values()) {
            if (rest.startsWith(source.prefix) && rest.length() > source.prefix.length()) {
                return new Secret(name, source, rest.substring(source.prefix.length()));
            }
        }
        throw malformed("for " + Text.quote(name) + ", it doesn't say where to read it");
    }

    private static CliException malformed(String why) {
        return CliException.usage(
                "can't understand --secret: " + why,
                "write --secret NAME=file:PATH, NAME=env:VARIABLE or NAME=cmd:COMMAND; never the secret itself");
    }
}
