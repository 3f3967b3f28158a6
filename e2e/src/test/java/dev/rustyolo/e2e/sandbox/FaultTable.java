package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.process.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What came of each fault, for people to read: {@code target/faults.txt}, which goes on from run to run. */
public final class FaultTable {
    private static final Path FILE = Path.of("target", "faults.txt");
    private static final String PREFIX = "[RustyYOLO] ";

    private FaultTable() {}

    /** Adds a row: the fault, the exit code, and what the person was told of it. */
    public static synchronized void add(String fault, Output end) {
        String message = end.err()
                .lines()
                .filter(line -> line.startsWith(PREFIX + "error:")
                        || line.startsWith(PREFIX + "WARNING:")
                        || line.startsWith(PREFIX + "removed"))
                .filter(line -> !line.contains("THE GATEWAY IS NOT"))
                .map(line -> line.substring(PREFIX.length()))
                .reduce((one, other) -> one + " / " + other)
                .orElse("");
        add(fault, String.valueOf(end.exitCode()), message);
    }

    /** Adds a row in one's own words. */
    public static synchronized void add(String fault, String exitCode, String message) {
        try {
            Files.writeString(
                    FILE,
                    fault + "\t" + exitCode + "\t" + message + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + FILE, e);
        }
    }
}
