package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.VersionedRoot;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.update.BinaryUpdate;
import dev.rustyolo.cli.update.Installation;
import dev.rustyolo.cli.update.Offer;
import dev.rustyolo.cli.update.ReleaseVersion;
import dev.rustyolo.cli.update.UpdateTools;
import dev.rustyolo.cli.update.VersionCheck;
import dev.rustyolo.cli.update.VersionNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of {@code rustyolo update} that is about the program. */
final class ProgramUpdate {
    private final Host host;
    private final Processes processes;
    private final Printer printer;
    private final UpdateTools tools;
    private final UpdatePermission permission;
    private final Installation installation;

    ProgramUpdate(Host host, Processes processes, Printer printer, UpdateTools tools, UpdatePermission permission) {
        this.host = host;
        this.processes = processes;
        this.printer = printer;
        this.tools = tools;
        this.permission = permission;
        this.installation = Installation.of(host.locations().installation());
    }

    /** Says whether there is something newer. */
    int check(UpdateOptions options) {
        ReleaseVersion current = current();
        boolean known = options.quiet() || options.to().isEmpty();
        if (known) {
            ReleaseVersion newest =
                    new VersionCheck(tools, new VersionNote(host.locations().state())).newest();
            if (options.quiet() || !current.isBefore(newest)) {
                if (!options.quiet()) {
                    printer.say("rustyolo " + current + " is up to date");
                }
                return (current.isBefore(newest) ? ExitCode.UPDATE_AVAILABLE : ExitCode.UP_TO_DATE).code();
            }
            if (!(installation instanceof Installation.Managed)) {
                printer.say("version " + newest + " is available, and this is " + current);
                return ExitCode.UPDATE_AVAILABLE.code();
            }
        }
        return switch (update().look(options.to())) {
            case Offer.UpToDate upToDate -> upToDate(upToDate).code();
            case Offer.Newer newer -> {
                show(newer, current);
                yield ExitCode.UPDATE_AVAILABLE.code();
            }
        };
    }

    /** Makes the update, if there is one. */
    ExitCode update(Optional<ReleaseVersion> to) {
        return switch (update().look(to)) {
            case Offer.UpToDate upToDate -> upToDate(upToDate);
            case Offer.Newer newer -> {
                show(newer, current());
                permission.require("Update to " + newer.manifest().version() + "?");
                apply(newer);
                yield ExitCode.OK;
            }
        };
    }

    private void apply(Offer.Newer newer) {
        try {
            update().apply(newer, running());
        } catch (CliException e) {
            printer.say("nothing was changed: rustyolo " + current() + " goes on");
            throw e;
        }
    }

    /** Goes back. */
    int rollback() {
        BinaryUpdate update = update();
        permission.require("Go back from " + current() + " to " + update.previous() + "?");
        update.rollback(running());
        return ExitCode.OK.code();
    }

    /** Lets the version that is installed now do the rest. */
    int goOn(List<String> words) {
        Path program = VersionedRoot.of(host.locations().installation())
                .orElseThrow()
                .resolve(VersionedRoot.CURRENT)
                .resolve("bin")
                .resolve("rustyolo");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        try {
            int code = processes
                    .start(new ProcessSpec(command, Map.of(), ProcessSpec.Streams.INHERITED))
                    .waitFor();
            if (code != 0) {
                printer.warn("the program is updated, its images are not; a session builds what it needs");
            }
            return code;
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.UPDATE_FAILED, "the new version can't be started", "rustyolo update --image");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.UPDATE_FAILED, "it was interrupted", "rustyolo update --image");
        }
    }

    private ExitCode upToDate(Offer.UpToDate offer) {
        printer.say("rustyolo " + offer.version() + " is up to date");
        return ExitCode.UP_TO_DATE;
    }

    private void show(Offer.Newer newer, ReleaseVersion current) {
        printer.say("version " + newer.manifest().version() + " is available, and this is " + current);
        printer.say("it is signed by rustyolo's release key; to be fetched: "
                + (newer.manifest().size() + (1 << 20) - 1) / (1 << 20) + " MiB from "
                + newer.archive().getHost());
    }

    private BinaryUpdate update() {
        return switch (installation) {
            case Installation.Managed managed -> new BinaryUpdate(managed, current(), tools, printer, processes);
            case Installation.Source() ->
                throw refused("this rustyolo was built from its sources", "in the repository: git pull");
            case Installation.Packaged(String manager, String command) ->
                throw refused("this rustyolo belongs to " + manager, command);
            case Installation.Unpacked(Path home) ->
                throw refused(
                        "this rustyolo was unpacked by hand, in " + home,
                        "unpack the new release beside it, or install with install.sh of the release");
        };
    }

    private static CliException refused(String why, String remedy) {
        return new CliException(ExitCode.UPDATE_REFUSED, why + ", and isn't for rustyolo itself to replace", remedy);
    }

    private static ReleaseVersion current() {
        return ReleaseVersion.parse(Version.current())
                .orElseThrow(() -> refused("this rustyolo doesn't know its version", "install it anew"));
    }

    /** Where the programs are that run now, as far as the system says so. */
    private static Set<Path> running() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().command().stream())
                .map(Path::of)
                .collect(Collectors.toSet());
    }
}
