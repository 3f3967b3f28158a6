package dev.rustyolo.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of verbs, for picocli. */
final class VerbOptions {
    private VerbOptions() {}

    /** A verb without options but its help. */
    static CommandSpec spec(Verb verb) {
        return CommandSpec.create()
                .name("rustyolo " + verb.name())
                .addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("Show this help.")
                        .build())
                .usageMessage(new CommandLine.Model.UsageMessageSpec().description(verb.summary()));
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** An option with a value. */
    static OptionSpec value(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
