package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.ConfigLines;
import dev.rustyolo.cli.config.ConfigLoader;
import dev.rustyolo.cli.config.EffectiveConfig;
import dev.rustyolo.cli.config.Settings;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.ui.Printer;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo config show}: what the configuration files, the environment and what is built in come to. */
final class ConfigVerb implements Verb {
    private static final String SHOW = "show";
    private static final String ORIGIN = "--origin";
    private static final String PROFILE = "--profile";

    private final Supplier<Host> host;
    private final Printer printer;

    ConfigVerb(Supplier<Host> host, Printer printer) {
        this.host = host;
        this.printer = printer;
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public String summary() {
        return "Show the configuration that is in effect here: rustyolo config show [--origin].";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                VerbFrame.flag(ORIGIN, "Say behind each value where it comes from."),
                VerbFrame.json(),
                VerbFrame.value(PROFILE, "NAME", "With this profile."));
    }

    @Override
    public List<PositionalParamSpec> words() {
        return List.of(VerbFrame.word(SHOW, "The one thing that it does so far.")
                .completionCandidates(List.of(SHOW))
                .build());
    }

    @Override
    public int run(ParseResult options) {
        if (!options.matchedPositionalValue(0, "").equals(SHOW)) {
            throw CliException.usage("config can only show", "write rustyolo config show");
        }
        Host machine = host.get();
        Settings settings = new ConfigLoader(machine)
                .load(options.matchedOptionValue(PROFILE, ""))
                .withEnvironment(machine);
        if (options.hasMatchedOption(VerbFrame.JSON)) {
            ConfigLines.of(settings).forEach(printer::answer);
        } else {
            printer.answer(EffectiveConfig.of(settings, options.hasMatchedOption(ORIGIN)));
        }
        return ExitCode.OK.code();
    }
}
