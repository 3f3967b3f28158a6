package dev.rustyolo.cli.command;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Something other than a session that the program does. {@link VerbFrame} reads its options and shows its help. */
interface Verb {
    /** What people type. */
    String name();

    /** One line for the help. */
    String summary();

    /** What may stand behind the name, help aside. */
    List<OptionSpec> options();

    /** The one word that may stand behind the name beside options: none for most. */
    default List<PositionalParamSpec> words() {
        return List.of();
    }

    /**
     * Does it.
     *
     * @param options what stands behind the name
     * @return the exit code
     */
    int run(ParseResult options);
}
