package dev.rustyolo.cli.ui;

/** What puts a terminal right after a full-screen program was killed in the middle of its work. */
public enum TerminalReset {
    /** Leaves the alternate screen, ends mouse reports, bracketed paste and focus reports, shows the cursor. */
    AFTER_KILL(
            "\033[?1049l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1004l\033[<u\033[?25h\033[0m\r\n");

    private final String sequences;

    TerminalReset(String sequences) {
        this.sequences = sequences;
    }

    String sequences() {
        return sequences;
    }
}
