package dev.rustyolo.cli.command;

import dev.rustyolo.cli.agent.Agents;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help text, laid out by picocli from the table of options. */
final class HelpText {
    private static final int WIDTH = 100;
    private static final int OPTION_COLUMN = 34;

    private HelpText() {}

    static String of(List<Verb> verbs) {
        StringBuilder text = new StringBuilder("""
                Run AI coding agents in a sandbox whose only exit is an allow-list of domains.

                Usage: rustyolo [OPTIONS] [AGENT] [AGENT_ARGS]...
                       rustyolo [OPTIONS] -- PROGRAM [ARGS]...
                       rustyolo VERB ...

                """);
        text.append("Agents: ").append(String.join(", ", Agents.names())).append(" (default: ");
        text.append(Agents.DEFAULT).append("). Our options come before AGENT, its own behind it.\n\nVerbs:\n");
        for (Verb verb : verbs) {
            text.append("  ").append(verb.name());
            text.append(" ".repeat(Math.max(1, 11 - verb.name().length()))).append(verb.summary());
            text.append('\n');
        }
        text.append("  help       This help, or what there is to say about a verb or topic: ")
                .append(String.join(", ", HelpSection.topics()))
                .append(".\n");
        for (HelpSection section : HelpSection.values()) {
            text.append('\n').append(section.heading()).append('\n').append(options(section));
        }
        return text.append("""

                        Examples:
                          rustyolo                                        Claude Code in this directory
                          rustyolo --allow-domains "github.com api.github.com" claude
                          rustyolo claude -p "Add error handling to the API"
                          rustyolo -v ~/.gitconfig:/home/agent/.gitconfig:ro -e MY_VAR=value claude
                          rustyolo --offline -- sh -c 'id; ls -la'
                          rustyolo --dry-run claude                       what would be run, exactly
                        """).toString().stripTrailing();
    }

    /** All about one topic. */
    static String of(HelpSection section) {
        StringBuilder text = new StringBuilder(section.heading() + "\n" + options(section) + "\nExamples:\n");
        for (HelpExample example : HelpExample.of(section)) {
            text.append("  # ").append(example.meaning()).append('\n');
            text.append("  ").append(example.line()).append("\n");
        }
        return text.toString().stripTrailing();
    }

    private static String options(HelpSection section) {
        CommandSpec spec = CommandSpec.create()
                .name("rustyolo")
                .usageMessage(new UsageMessageSpec()
                        .width(WIDTH)
                        .longOptionsMaxWidth(OPTION_COLUMN)
                        .sortOptions(false));
        for (SessionOption option : SessionOption.values()) {
            if (option.section() == section) {
                spec.addOption(option(option));
            }
        }
        Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
        return help.optionList();
    }

    private static OptionSpec option(SessionOption option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new))
                .description(option.description().replace("%", "%%"))
                .type(option.takesValue() ? String.class : boolean.class);
        return option.takesValue() ? builder.paramLabel(option.label()).build() : builder.build();
    }
}
