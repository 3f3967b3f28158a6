package dev.rustyolo.cli.testing;

import dev.rustyolo.cli.host.Exclusively;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that is at what only one may do: a lock of fcntl(2) holds no thread of the own one. */
public final class LockHolder implements AutoCloseable {
    private static final String HELD = "held";

    private final Process process;

    private LockHolder(Process process) {
        this.process = process;
    }

    /** Starts it, and returns when it has the lock. */
    public static LockHolder of(Path lock) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        try {
            Process process = new ProcessBuilder(java, "-cp", classes, LockHolder.class.getName(), lock.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!HELD.equals(process.inputReader().readLine())) {
                throw new IllegalStateException("it can't have the lock");
            }
            return new LockHolder(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the lock of that name until its standard input ends. */
    static void main(String[] arguments) {
        Exclusively.run(Path.of(arguments[0]), Duration.ZERO, () -> {
            System.out.println(HELD);
            try {
                System.in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Lets it go on, and so give the lock up. */
    public void release() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Has it give the lock up, and waits for its end. */
    @Override
    public void close() {
        release();
        process.onExit().join();
    }
}
