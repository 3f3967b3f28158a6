package dev.rustyolo.gateway;

import dev.rustyolo.gateway.event.EventWriter;
import dev.rustyolo.gateway.kernel.KernelException;
import dev.rustyolo.protocol.Event;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;

/** Entry point of the gateway's container. Exit codes: 0 the CLI ended it, 2 wrong arguments, 3 a step failed. */
public final class Main {
    static final int ENDED = 0;
    static final int USAGE = 2;
    static final int FAILED = 3;

    private Main() {}

    /** Runs until the CLI ends it; halts rather than exits, since nothing is to be saved. */
    public static void main(String[] arguments) {
        Runtime.getRuntime().halt(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("rustyolo-gateway: " + e.getMessage());
            return USAGE;
        }
        var events = new EventWriter(new FileOutputStream(FileDescriptor.out));
        if (options.train()) {
            Training.run(events);
            return ENDED;
        }
        try {
            Gateway gateway = Gateway.start(options, events);
            events.start();
            events.sendNow(new Event.Standby(Version.CURRENT));
            Tidying.start();
            return new Session(gateway, events, options.patience()).run(new FileInputStream(FileDescriptor.in));
        } catch (KernelException | IOException e) {
            events.sendNow(new Event.Fatal(String.valueOf(e.getMessage())));
            System.err.println("rustyolo-gateway: " + e.getMessage());
            return FAILED;
        }
    }
}
