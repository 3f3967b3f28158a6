package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.ConfigLoader;
import dev.rustyolo.cli.config.Setting;
import dev.rustyolo.cli.config.Settings;
import dev.rustyolo.cli.engine.Podman;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.Locations;
import dev.rustyolo.cli.image.Certificates;
import dev.rustyolo.cli.session.LiveSessions;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.update.ImageMirror;
import dev.rustyolo.cli.update.UpdateSource;
import dev.rustyolo.cli.update.UpdateTools;
import dev.rustyolo.cli.workspace.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo update}: replaces the program and its images by newer ones. */
final class UpdateVerb implements Verb {
    /** There only inside of a sandbox. */
    private static final Path SANDBOX = Path.of("/run/rustyolo");

    private final Supplier<Host> host;
    private final Processes processes;
    private final Printer printer;
    private final Consent consent;

    UpdateVerb(Supplier<Host> host, Processes processes, Printer printer, Consent consent) {
        this.host = host;
        this.processes = processes;
        this.printer = printer;
        this.consent = consent;
    }

    @Override
    public String name() {
        return "update";
    }

    @Override
    public String summary() {
        return "Update rustyolo and its images, or go back to the version before.";
    }

    @Override
    public List<OptionSpec> options() {
        return UpdateOptions.specs();
    }

    @Override
    public int run(ParseResult parsed) {
        UpdateOptions options = UpdateOptions.of(parsed);
        if (Files.exists(SANDBOX)) {
            throw new CliException(
                    ExitCode.UPDATE_REFUSED, "this is the inside of a sandbox", "update rustyolo outside of it");
        }
        EngineChoice.requireName(parsed);
        Host machine = host.get();
        Settings settings = new ConfigLoader(machine).own();
        UpdateSource source = UpdateSource.parse(
                either(settings, Setting.UPDATE_API, parsed, UpdateOptions.API_URL, UpdateSource.DEFAULT_API),
                either(
                        settings,
                        Setting.UPDATE_REPOSITORY,
                        parsed,
                        UpdateOptions.REPOSITORY,
                        UpdateSource.DEFAULT_REPOSITORY));
        String certificates = either(settings, Setting.CA_CERT, parsed, UpdateOptions.CA_CERT, "");
        String pem = certificates.isEmpty()
                ? ""
                : Certificates.readWithSystem(CanonicalPath.existingPath(Volume.expand(certificates, machine)));
        UpdateTools tools = UpdateTools.of(machine, source, pem);
        ImageMirror mirror =
                ImageMirror.parse(either(settings, Setting.UPDATE_REGISTRY, parsed, UpdateOptions.REGISTRY, ""));
        UpdatePermission permission = permission(machine, options);
        ProgramUpdate program = new ProgramUpdate(machine, processes, printer, tools, permission);
        if (options.check()) {
            return program.check(options);
        }
        if (options.rollback()) {
            return program.rollback();
        }
        ExitCode code = ExitCode.UP_TO_DATE;
        if (options.binary()) {
            UpdateTools.proxy(machine, source).ifPresent(way -> printer.say("through the proxy " + way));
            code = program.update(options.to());
        }
        if (!options.image() && !options.agents()) {
            return code.code();
        }
        if (options.binary() && code == ExitCode.OK) {
            // The new version knows what its images are.
            return program.goOn(more(parsed));
        }
        new ImageUpdate(
                        EngineChoice.of(parsed, machine, processes),
                        processes,
                        printer,
                        tools,
                        mirror,
                        permission,
                        certificates)
                .run(options);
        return ExitCode.OK.code();
    }

    private UpdatePermission permission(Host machine, UpdateOptions options) {
        List<String> live = new ArrayList<>();
        Locations locations = machine.locations();
        for (Locations each : List.of(locations, locations.forEngine(Podman.PROGRAM))) {
            live.addAll(LiveSessions.in(each.sessions()));
        }
        return new UpdatePermission(live.size(), options.yes(), machine.terminal(), consent, printer);
    }

    private static String either(
            Settings settings, Setting setting, ParseResult parsed, String option, String otherwise) {
        String text = settings.either(setting, parsed.matchedOptionValue(option, ""));
        return text.isEmpty() ? otherwise : text;
    }

    /** What to ask the new version for. */
    private static List<String> more(ParseResult parsed) {
        List<String> words = new ArrayList<>(List.of("update", UpdateOptions.YES));
        words.add(parsed.hasMatchedOption(UpdateOptions.AGENTS) ? UpdateOptions.AGENTS : UpdateOptions.IMAGE);
        for (String option : List.of(
                UpdateOptions.API_URL,
                UpdateOptions.REPOSITORY,
                UpdateOptions.REGISTRY,
                UpdateOptions.CA_CERT,
                EngineChoice.OPTION)) {
            String value = parsed.matchedOptionValue(option, "");
            if (!value.isEmpty()) {
                words.add(option + "=" + value);
            }
        }
        return words;
    }
}
