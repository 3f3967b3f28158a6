package dev.rustyolo.cli.testing;

import dev.rustyolo.cli.ui.Printer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps what the person would see. */
public final class FakePrinter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** A printer that prints here. */
    public Printer printer() {
        return new Printer(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** What went to stdout. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What went to stderr. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
