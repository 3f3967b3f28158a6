package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.ui.TerminalReset;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Puts the person's terminal right when the agent, or the client that held it, was killed. */
final class TerminalRepair {
    private static final long PATIENCE_SECONDS = 2;

    private TerminalRepair() {}

    static void afterKill(Printer printer) throws InterruptedException {
        try {
            new ProcessBuilder("/bin/stty", "sane").inheritIO().start().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Without stty, the sequences below must do.
        }
        printer.control(TerminalReset.AFTER_KILL);
    }
}
