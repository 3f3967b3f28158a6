package dev.rustyolo.cli.update;

import dev.rustyolo.cli.ui.Printer;

/** Shows how much of a download is there: on a terminal in one line that changes, else in four plain lines. */
final class Progress {
    private static final int STEPS = 4;
    private static final int PERCENT = 100;

    private final Printer printer;
    private final boolean terminal;
    private final String what;
    private long shown = -1;

    Progress(Printer printer, boolean terminal, String what) {
        this.printer = printer;
        this.terminal = terminal;
        this.what = what;
    }

    void at(long done, long total) {
        long step = done * (terminal ? PERCENT : STEPS) / total;
        if (step == shown) {
            return;
        }
        shown = step;
        String line = "fetching " + what + ": " + done * PERCENT / total + " % of " + size(total);
        if (terminal) {
            printer.overwrite(line);
        } else {
            printer.say(line);
        }
    }

    void end() {
        if (terminal && shown >= 0) {
            printer.clearLine();
        }
    }

    /** A number of bytes for people. */
    static String size(long bytes) {
        return bytes < 10 << 20 ? (bytes + 1023) / 1024 + " KiB" : (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
    }
}
