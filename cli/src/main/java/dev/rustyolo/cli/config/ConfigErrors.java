package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.ui.Suggestions;
import dev.rustyolo.policy.Text;
import java.util.Collection;

/** Says what is wrong in a file, and where. */
final class ConfigErrors {
    private ConfigErrors() {}

    /** Something at a place. */
    static CliException at(ConfigText source, Position position, String what, String remedy) {
        return CliException.usage(
                source.name() + ":" + position.line() + ":" + position.column() + ": " + what, remedy);
    }

    /** The same error as on the command line, with the origin in front and its own code. */
    static CliException at(Origin origin, CliException cause) {
        return new CliException(cause.exitCode(), origin + ": " + cause.what(), cause.remedy());
    }

    /** A key or table that isn't one. */
    static CliException unknown(
            ConfigText source, Position position, String what, String name, Collection<String> known) {
        return at(source, position, "there is no " + what + " " + Text.quote(name), remedy(name, known));
    }

    /** A profile that no file has. */
    static CliException unknownProfile(String name, Collection<String> known) {
        return CliException.usage(
                "there is no profile " + Text.quote(name),
                known.isEmpty() ? "write a table [profiles.NAME] into your configuration file" : remedy(name, known));
    }

    /** An agent that nobody has described. */
    static CliException unknownAgent(Sourced agent, Collection<String> known) {
        return CliException.usage(
                agent.origin() + ": there is no agent " + Text.quote(agent.text()), remedy(agent.text(), known));
    }

    private static String remedy(String name, Collection<String> known) {
        String meant = Suggestions.nearest(name, known)
                .map(suggestion -> "did you mean " + suggestion + "? ")
                .orElse("");
        return meant + "there are: " + String.join(", ", known);
    }
}
