package dev.rustyolo.gateway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one program to its end: an argument list, never a shell; text in on standard input, text out. */
public interface CommandRunner {
    /**
     * Runs a program and waits for it.
     *
     * @param command absolute path and arguments
     * @param input what it reads on standard input
     * @return its standard output and error, as one text
     * @throws KernelException when it can't be started, ends with another code than 0, or takes too long
     */
    String run(List<String> command, String input);

    /** The real one. A program that hangs is killed at the limit. */
    static CommandRunner withLimit(Duration limit) {
        return (command, input) -> {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                try {
                    return finish(process, command, input, limit);
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                throw new KernelException(command.getFirst() + " could not be run: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KernelException(command.getFirst() + " was interrupted", e);
            }
        };
    }

    private static String finish(Process process, List<String> command, String input, Duration limit)
            throws IOException, InterruptedException {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> readAll(process));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading it: what it says and its exit code tell more than this does.
        }
        String text;
        try {
            text = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new KernelException(command.getFirst() + " did not end within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new KernelException(command.getFirst() + " could not be read", e);
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new KernelException(command.getFirst() + " did not end within " + limit.toMillis() + " ms");
        }
        if (process.exitValue() != 0) {
            throw new KernelException(command.getFirst() + " failed with " + process.exitValue() + ": " + text.strip());
        }
        return text;
    }

    private static String readAll(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
