package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.ConfigLoader;
import dev.rustyolo.cli.config.Starter;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo init}: writes a project's first configuration file. */
final class InitVerb implements Verb {
    private static final String FORCE = "--force";

    private final Supplier<Host> host;
    private final Printer printer;

    InitVerb(Supplier<Host> host, Printer printer) {
        this.host = host;
        this.printer = printer;
    }

    @Override
    public String name() {
        return "init";
    }

    @Override
    public String summary() {
        return "Write a " + ConfigLoader.PROJECT_FILE + " for this project, all of it commented out.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(VerbFrame.flag(FORCE, "Write it anew if it is there."));
    }

    @Override
    public int run(ParseResult options) {
        Host machine = host.get();
        Project project = Project.at(machine.workingDirectory());
        Path file = project.directory().resolve(ConfigLoader.PROJECT_FILE);
        String text = Starter.of(project.directory());
        try {
            write(file, text, machine.account().isRoot(), project, options.hasMatchedOption(FORCE));
        } catch (FileAlreadyExistsException e) {
            throw CliException.usage(
                    Text.quote(file.toString()) + " is there already",
                    "edit it, or write it anew: rustyolo init " + FORCE);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO, "can't write " + Text.quote(file.toString()), "check that you may write there", e);
        }
        printer.answer("wrote " + file + "; look at it, and when you have changed it: rustyolo trust");
        return ExitCode.OK.code();
    }

    /** What is made belongs to whom the project belongs to, also when root makes it. */
    private static void write(Path file, String text, boolean weAreRoot, Project project, boolean force)
            throws IOException {
        Path fresh = force ? file.resolveSibling(file.getFileName() + "." + RandomId.next() + ".tmp") : file;
        FileWriter.createShared(fresh, text);
        if (weAreRoot) {
            FileOwners.give(fresh, project.owner());
        }
        if (force) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
