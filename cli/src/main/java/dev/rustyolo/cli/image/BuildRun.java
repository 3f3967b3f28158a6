package dev.rustyolo.cli.image;

import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.policy.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Follows one build: its whole output goes to a file, its steps to the person, its last lines are kept. */
final class BuildRun {
    private static final int TAIL = 30;
    private static final int WIDTH = 76;

    private final Process process;
    private final String title;
    private final Path log;
    private final Printer printer;
    private final boolean terminal;
    private final Deque<String> tail = new ArrayDeque<>();

    /**
     * A build that was just started.
     *
     * @param process the build, its stderr merged into its stdout
     * @param title what is built
     * @param log the file to keep the output in
     * @param printer what to show the steps with
     * @param terminal may one line be written over and over?
     */
    BuildRun(Process process, String title, Path log, Printer printer, boolean terminal) {
        this.process = process;
        this.title = title;
        this.log = log;
        this.printer = printer;
        this.terminal = terminal;
    }

    /**
     * Follows the build to its end.
     *
     * @return its exit code
     * @throws InterruptedException when this thread is interrupted; the build is ended then
     */
    int follow() throws InterruptedException {
        Thread reader = Thread.ofPlatform().daemon().name("build-output").start(this::read);
        try {
            process.getOutputStream().close();
            int code = process.waitFor();
            reader.join();
            return code;
        } catch (IOException e) {
            return process.waitFor();
        } finally {
            process.destroy();
            if (terminal) {
                printer.clearLine();
            }
        }
    }

    /** The last lines of the output. */
    List<String> tail() {
        synchronized (tail) {
            return List.copyOf(tail);
        }
    }

    private void read() {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer file = open()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.write('\n');
                keep(line);
                BuildStep.of(line).ifPresent(this::show);
            }
        } catch (IOException e) {
            keep("(the rest of the output can't be read or kept: " + e.getMessage() + ")");
        }
    }

    /** What can't be kept must be read all the same: else the client finds nobody who listens, and gives up. */
    private Writer open() {
        try {
            return Files.newBufferedWriter(log);
        } catch (IOException e) {
            printer.warn("the output can't be kept in " + Text.quote(log.toString()) + ": " + e.getMessage());
            return Writer.nullWriter();
        }
    }

    private void keep(String line) {
        synchronized (tail) {
            if (tail.size() == TAIL) {
                tail.removeFirst();
            }
            tail.addLast(line);
        }
    }

    private void show(String step) {
        String line = title + " " + step;
        String shown = line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line;
        if (terminal) {
            printer.overwrite(shown);
        } else {
            printer.say(shown);
        }
    }
}
