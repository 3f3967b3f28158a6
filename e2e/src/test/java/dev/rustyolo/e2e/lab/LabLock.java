package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a second suite wait until the first has left the lab. The kernel lets the lock go when a suite dies. */
final class LabLock implements AutoCloseable {
    /** A rootless engine's networks are its own, so its lab is in nobody's way. */
    private static final Path FILE =
            Path.of(Engine.current().isRootless() ? "/tmp/rustyolo-lab-rootless.lock" : "/tmp/rustyolo-lab.lock");

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final FileChannel channel;

    private LabLock(FileChannel channel) {
        this.channel = channel;
    }

    static LabLock take() {
        try {
            FileChannel channel = open();
            awaitLock(channel);
            return new LabLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + FILE, e);
        }
    }

    /** Opens the file that suites of all users share. Who isn't its owner may not even try to create it (proc(5)). */
    private static FileChannel open() throws IOException {
        if (Files.exists(FILE)) {
            return FileChannel.open(FILE, StandardOpenOption.WRITE);
        }
        FileChannel channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(FILE, PosixFilePermissions.fromString("rw-rw-rw-"));
        return channel;
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
