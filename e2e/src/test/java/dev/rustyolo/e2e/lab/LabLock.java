package dev.rustyolo.e2e.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a second suite wait until the first has left the lab. The kernel lets the lock go when a suite dies. */
final class LabLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final FileChannel channel;

    private LabLock(FileChannel channel) {
        this.channel = channel;
    }

    static LabLock take() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "rustyolo-lab." + System.getProperty("user.name"));
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            awaitLock(channel);
            return new LabLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    private static void awaitLock(FileChannel channel) {
        FutureTask<FileLock> lock = new FutureTask<>(channel::lock);
        Thread.ofPlatform().daemon().start(lock);
        try {
            lock.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("another end-to-end suite keeps the lab of this machine", e);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot lock the lab", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
