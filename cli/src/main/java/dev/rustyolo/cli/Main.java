package dev.rustyolo.cli;

import dev.rustyolo.cli.command.Application;
import dev.rustyolo.cli.engine.HostProcesses;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.ui.Printer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** The process: hands the line over, and ends with the code that comes back. */
public final class Main {
    private Main() {}

    /**
     * Runs the program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        Printer printer = new Printer(new FileOutputStream(FileDescriptor.out), System.err);
        Application application = new Application(Host::current, new HostProcesses(), printer, RandomId::next);
        System.exit(application.run(List.of(arguments), begin));
    }
}
