package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.ConfigLoader;
import dev.rustyolo.cli.config.ProjectConfig;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.ui.Printer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo trust}: shows what a project's configuration asks for, and asks whether it may. */
final class TrustVerb implements Verb {
    private static final String REVOKE = "--revoke";
    private static final String STATUS = "--status";

    private final Supplier<Host> host;
    private final Printer printer;
    private final Consent consent;

    TrustVerb(Supplier<Host> host, Printer printer, Consent consent) {
        this.host = host;
        this.printer = printer;
        this.consent = consent;
    }

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public String summary() {
        return "Look at what this project's " + ConfigLoader.PROJECT_FILE + " asks for, and allow it.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                VerbFrame.flag(STATUS, "Say how it stands, and ask nothing. Ends with 0 if sessions can start."),
                VerbFrame.flag(REVOKE, "Take back what was allowed."));
    }

    @Override
    public int run(ParseResult options) {
        boolean revoke = options.hasMatchedOption(REVOKE);
        boolean status = options.hasMatchedOption(STATUS);
        if (revoke && status) {
            throw CliException.usage(REVOKE + " and " + STATUS + " contradict each other", "give one of them");
        }
        Host machine = host.get();
        ConfigLoader loader = new ConfigLoader(machine);
        if (revoke) {
            printer.answer(loader.revoke() ? "this project is no longer trusted" : "this project was not trusted");
            return ExitCode.OK.code();
        }
        Optional<ProjectConfig> project = loader.project();
        return status ? status(project) : trust(project, machine.terminal(), loader);
    }

    private int status(Optional<ProjectConfig> project) {
        printer.answer(project.map(config -> config.file()
                        + switch (config.standing()) {
                            case NARROWS -> " only narrows, and needs no trust; trusted, it must stay as it is";
                            case TRUSTED -> " is trusted";
                            case CHANGED -> " has changed since you trusted it; look at it: rustyolo trust";
                            case GONE ->
                                " is gone, and you trusted it to be there; look at what is missing: rustyolo trust";
                            case UNKNOWN -> " is not trusted; look at it: rustyolo trust";
                        })
                .orElse("there is no " + ConfigLoader.PROJECT_FILE + " here, so nothing to trust"));
        return project.map(ProjectConfig::isUsable).orElse(true) ? ExitCode.OK.code() : ExitCode.USAGE.code();
    }

    private int trust(Optional<ProjectConfig> project, boolean terminal, ConfigLoader loader) {
        if (project.isEmpty() || isDone(project.get())) {
            return status(project);
        }
        ProjectConfig config = project.get();
        printer.answer(config.file()
                + switch (config.standing()) {
                    case TRUSTED, UNKNOWN -> " asks for:";
                    case NARROWS -> " asks for this, and may; trusted, it must also stay as it is:";
                    case CHANGED -> " has changed since you trusted it. What it asks for now (+), and no longer (-):";
                    case GONE -> " is gone since you trusted it. What it asks for no longer (-):";
                });
        if (config.narrowed().isEmpty() && config.widened().isEmpty()) {
            printer.answer("  (nothing else than before)");
        }
        list("less for the sandbox:", config.narrowed());
        // Last, where no number of other lines hides it.
        list("more for the sandbox:", config.widened());
        if (!terminal) {
            throw CliException.usage(
                    "there is no terminal to ask you on, so it is not trusted", "run rustyolo trust in a terminal");
        }
        if (!consent.given("Trust exactly this? Type y or yes to allow it; anything else leaves it as it is. [y/N]")) {
            printer.say("nothing has changed");
            return ExitCode.USAGE.code();
        }
        loader.approve(config);
        printer.say(
                config.standing() == ProjectConfig.Standing.GONE
                        ? "sessions start without it from now on"
                        : "trusted; when the file changes, you will be asked again");
        return ExitCode.OK.code();
    }

    /** Is there nothing to ask? */
    private static boolean isDone(ProjectConfig config) {
        return switch (config.standing()) {
            case TRUSTED -> true;
            case NARROWS -> config.claims().isEmpty();
            case CHANGED, GONE, UNKNOWN -> false;
        };
    }

    private void list(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            printer.answer("  " + heading + "\n    " + String.join("\n    ", lines));
        }
    }
}
