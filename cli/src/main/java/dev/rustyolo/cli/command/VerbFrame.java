package dev.rustyolo.cli.command;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.ui.Escaper;
import dev.rustyolo.cli.ui.Printer;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What all verbs have in common: picocli reads their options and lays out their help. Launches don't come here. */
final class VerbFrame {
    /** Of those that a script would read. */
    static final String JSON = "--json";

    private VerbFrame() {}

    /**
     * Shows a verb's help, or does what it is there for.
     *
     * @param verb the verb
     * @param arguments what stands behind its name
     * @param printer what the help is shown with
     * @return the exit code
     * @throws CliException when the arguments aren't the verb's
     */
    static int run(Verb verb, List<String> arguments, Printer printer) {
        CommandLine line = new CommandLine(spec(verb));
        ParseResult options = parse(line, arguments);
        if (options.isUsageHelpRequested()) {
            printer.answer(line.getUsageMessage(CommandLine.Help.Ansi.OFF));
            return ExitCode.OK.code();
        }
        return verb.run(options);
    }

    /** An option with a value, given once and not empty. */
    static OptionSpec value(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** The option {@link #JSON}. */
    static OptionSpec json() {
        return flag(JSON, "One JSON object a line, for scripts.");
    }

    /** Begins the one word that may stand behind a verb's name; the verb looks at whether it is there. */
    static PositionalParamSpec.Builder word(String label, String description) {
        return PositionalParamSpec.builder()
                .type(String.class)
                .index("0")
                .arity("0..1")
                .paramLabel(label)
                .description(description);
    }

    private static CommandSpec spec(Verb verb) {
        CommandSpec spec = CommandSpec.create()
                .name("rustyolo " + verb.name())
                .usageMessage(new UsageMessageSpec().description(verb.summary()));
        verb.options().forEach(spec::addOption);
        verb.words().forEach(spec::addPositional);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this help.")
                .build());
    }

    private static ParseResult parse(CommandLine line, List<String> arguments) {
        // What a value holds is never looked into: no file is read, no option taken for a value.
        line.setExpandAtFiles(false);
        line.setUnmatchedOptionsAllowedAsOptionParameters(false);
        String remedy = "see " + line.getCommandName() + " --help";
        try {
            ParseResult options = line.parseArgs(arguments.toArray(String[]::new));
            for (OptionSpec option : options.matchedOptions()) {
                if (option.typedValues().contains("")) {
                    throw CliException.usage(option.longestName() + " has an empty value", remedy);
                }
            }
            return options;
        } catch (ParameterException e) {
            String message = e.getMessage();
            throw CliException.usage(
                    message == null ? "these options can't be understood" : Escaper.line(message), remedy);
        }
    }
}
