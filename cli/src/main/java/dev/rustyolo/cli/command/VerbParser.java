package dev.rustyolo.cli.command;

import dev.rustyolo.cli.failure.CliException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads the options of verbs with picocli; launches don't come here. */
final class VerbParser {
    private VerbParser() {}

    /**
     * Reads them.
     *
     * @throws CliException when they aren't the verb's
     */
    static ParseResult parse(CommandLine line, List<String> arguments) {
        line.setExpandAtFiles(false);
        try {
            return line.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            String message = e.getMessage();
            throw CliException.usage(
                    message == null ? "these options can't be understood" : message,
                    "see " + line.getCommandName() + " --help");
        }
    }
}
