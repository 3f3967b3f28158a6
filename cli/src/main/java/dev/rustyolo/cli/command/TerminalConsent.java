package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.ui.Printer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Asks on the terminal. What was typed before the question was there is thrown away first: it answered something else.
 * Java has no tcflush(3), so the terminal is told for a moment to hand over what it has, unfinished lines included, and
 * that is read.
 */
final class TerminalConsent implements Consent {
    private static final List<Path> STTY = List.of(Path.of("/usr/bin/stty"), Path.of("/bin/stty"));
    private static final int LONGEST_ANSWER = 16;

    private final Printer printer;
    private final Processes processes;
    private final InputStream typed;

    /**
     * Asks there.
     *
     * @param printer what asks
     * @param processes what starts stty(1)
     * @param typed what the terminal hands over
     */
    TerminalConsent(Printer printer, Processes processes, InputStream typed) {
        this.printer = printer;
        this.processes = processes;
        this.typed = typed;
    }

    @Override
    public boolean given(String question) {
        try {
            flush();
            printer.ask(question);
            String answer = line();
            return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
        } catch (IOException e) {
            return false;
        }
    }

    private void flush() throws IOException {
        stty("-icanon");
        try {
            for (int ready = typed.available(); ready > 0; ready = typed.available()) {
                typed.skipNBytes(ready);
            }
        } finally {
            stty("icanon");
        }
    }

    private void stty(String mode) throws IOException {
        for (Path program : STTY) {
            if (Files.isExecutable(program)) {
                wait(processes.start(
                        new ProcessSpec(List.of(program.toString(), mode), Map.of(), ProcessSpec.Streams.INHERITED)));
                return;
            }
        }
    }

    private static void wait(Process process) throws IOException {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = typed.read(); c >= 0 && c != '\n'; c = typed.read()) {
            if (line.length() < LONGEST_ANSWER) {
                line.append((char) c);
            }
        }
        return line.toString().strip();
    }
}
