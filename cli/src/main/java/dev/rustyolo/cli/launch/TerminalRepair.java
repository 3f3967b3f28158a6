package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.ui.TerminalReset;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Puts the person's terminal right when the agent, or the client that held it, was killed: as it was before, since not
 * everybody's is what stty(1) calls sane.
 *
 * @param settings what {@code stty -g} said; {@code sane} when it said nothing that can be used
 */
record TerminalRepair(String settings) {
    private static final String STTY = "/bin/stty";
    /** This process's own, see tty(4). */
    private static final Path TERMINAL = Path.of("/dev/tty");

    private static final String SANE = "sane";
    private static final long PATIENCE_SECONDS = 2;
    private static final int LONGEST = 1_000;

    /** Remembers how the terminal is. */
    static TerminalRepair remember() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(STTY, "-g")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new TerminalRepair(ended && process.exitValue() == 0 && isSettings(said) ? said : SANE);
        } catch (IOException e) {
            return new TerminalRepair(SANE);
        }
    }

    /** Sees to it that what we say next can be read, wherever our own output goes. */
    void afterAgent() {
        try {
            Files.writeString(TERMINAL, TerminalReset.AFTER_AGENT.sequences(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            // The terminal has gone, and with it who would read.
        }
    }

    /** Brings it back to that, and out of what a full-screen program makes of it. */
    void afterKill(Printer printer) throws InterruptedException {
        try {
            new ProcessBuilder(STTY, settings).inheritIO().start().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Without stty, the sequences below must do.
        }
        printer.control(TerminalReset.AFTER_KILL);
    }

    /** Numbers with colons between them (or, not on Linux, with names), and nothing that could be an option. */
    private static boolean isSettings(String text) {
        return text.indexOf(':') > 0
                && text.chars().allMatch(c -> c == ':' || c == '=' || Character.isLetterOrDigit(c));
    }
}
