package dev.rustyolo.cli.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that a test plays: it ends when the test says so, or when it is destroyed. */
public final class FakeProcess extends Process {
    /** What a process does, on a thread of its own. */
    @FunctionalInterface
    public interface Script {
        /**
         * Plays it.
         *
         * @param stdin what is written to the process
         * @param stdout what is read from it
         * @return its exit code
         */
        int play(InputStream stdin, OutputStream stdout) throws IOException, InterruptedException;
    }

    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CountDownLatch destroyed = new CountDownLatch(1);
    private final OutputStream stdin;
    private final InputStream stdout;
    private final InputStream stderr;

    private FakeProcess(OutputStream stdin, InputStream stdout, String stderr) {
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = new ByteArrayInputStream(stderr.getBytes(StandardCharsets.UTF_8));
    }

    /** A process that has ended already. */
    public static FakeProcess ended(int code, String stdout, String stderr) {
        FakeProcess process = new FakeProcess(
                OutputStream.nullOutputStream(),
                new ByteArrayInputStream(stdout.getBytes(StandardCharsets.UTF_8)),
                stderr);
        process.exit.complete(code);
        return process;
    }

    /** A process that runs until it is destroyed, and then ends with 143. */
    public static FakeProcess running() {
        return new FakeProcess(OutputStream.nullOutputStream(), InputStream.nullInputStream(), "");
    }

    /** A process that follows a script. */
    public static FakeProcess playing(String stderr, Script script) {
        try {
            Pipe in = Pipe.open();
            Pipe out = Pipe.open();
            FakeProcess process =
                    new FakeProcess(Channels.newOutputStream(in.sink()), Channels.newInputStream(out.source()), stderr);
            Thread.ofPlatform().daemon().start(() -> {
                int code = 1;
                try (InputStream stdin = Channels.newInputStream(in.source());
                        OutputStream stdout = Channels.newOutputStream(out.sink())) {
                    code = script.play(stdin, stdout);
                } catch (IOException | InterruptedException e) {
                    code = 1;
                }
                process.exit.complete(code);
            });
            return process;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it with that code. */
    public void end(int code) {
        exit.complete(code);
    }

    /** Waits until it is destroyed. */
    public void awaitDestroyed() throws InterruptedException {
        destroyed.await();
    }

    @Override
    public OutputStream getOutputStream() {
        return stdin;
    }

    @Override
    public InputStream getInputStream() {
        return stdout;
    }

    @Override
    public InputStream getErrorStream() {
        return stderr;
    }

    @Override
    public int waitFor() throws InterruptedException {
        try {
            return exit.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            exit.get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("still running");
        }
        return exit.join();
    }

    @Override
    public void destroy() {
        destroyed.countDown();
        exit.complete(143);
    }

    @Override
    public Process destroyForcibly() {
        destroy();
        return this;
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }
}
