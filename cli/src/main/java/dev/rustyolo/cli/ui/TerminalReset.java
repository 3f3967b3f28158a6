package dev.rustyolo.cli.ui;

/** What puts a terminal right after somebody else had it. */
public enum TerminalReset {
    /**
     * Ends what an agent may have begun and not ended, in which our lines would not be seen: a sequence (CAN), a string (ST), and
     * colours (ECMA-48).
     */
    AFTER_AGENT("\030\033\\\033[0m"),
    /** Leaves the alternate screen, ends mouse reports, bracketed paste and focus reports, shows the cursor. */
    AFTER_KILL(
            "\033[?1049l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1004l\033[<u\033[?25h\033[0m\r\n");

    private final String sequences;

    TerminalReset(String sequences) {
        this.sequences = sequences;
    }

    /** The sequences. */
    public String sequences() {
        return sequences;
    }
}
