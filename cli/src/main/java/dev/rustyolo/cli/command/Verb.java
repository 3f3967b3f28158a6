package dev.rustyolo.cli.command;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Something other than a session that the program does. {@link VerbFrame} reads its options and shows its help. */
interface Verb {
    /** What people type. */
    String name();

    /** One line for the help. */
    String summary();

    /** What may stand behind the name, help aside. */
    List<OptionSpec> options();

    /**
     * Does it.
     *
     * @param options what stands behind the name
     * @return the exit code
     */
    int run(ParseResult options);
}
