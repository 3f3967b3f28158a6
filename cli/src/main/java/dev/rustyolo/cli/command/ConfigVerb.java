package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.ConfigLoader;
import dev.rustyolo.cli.config.EffectiveConfig;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.ui.Printer;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
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
    public int run(List<String> arguments) {
        boolean show = !arguments.isEmpty() && arguments.getFirst().equals(SHOW);
        CommandLine line = new CommandLine(spec());
        ParseResult options = VerbParser.parse(line, show ? arguments.subList(1, arguments.size()) : arguments);
        if (options.isUsageHelpRequested()) {
            printer.answer(line.getUsageMessage(CommandLine.Help.Ansi.OFF));
            return ExitCode.OK.code();
        }
        if (!show) {
            throw CliException.usage("config can only show", "write rustyolo config show");
        }
        Host machine = host.get();
        printer.answer(EffectiveConfig.of(
                new ConfigLoader(machine)
                        .load(options.matchedOptionValue(PROFILE, ""))
                        .withEnvironment(machine),
                options.hasMatchedOption(ORIGIN)));
        return ExitCode.OK.code();
    }

    private CommandSpec spec() {
        CommandSpec spec = VerbOptions.spec(this)
                .addOption(VerbOptions.flag(ORIGIN, "Say behind each value where it comes from."))
                .addOption(VerbOptions.value(PROFILE, "NAME", "With this profile."));
        return spec.name("rustyolo " + name() + " " + SHOW);
    }
}
