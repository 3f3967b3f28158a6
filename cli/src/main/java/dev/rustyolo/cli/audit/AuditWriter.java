package dev.rustyolo.cli.audit;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rustyolo.cli.host.PrivateDirectories;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Set;

/**
 * Appends to a log's files. A file that is full is followed by the next; of those, the latest are kept, and the first
 * always: who floods a log overwrites neither how it began nor how it ended. For one thread.
 */
final class AuditWriter implements Closeable {
    static final String UNFINISHED = ".new-";
    /** With the first one, four mebibytes are the most that a session's log takes. */
    private static final int LATEST_KEPT = 3;

    static final int FULL = 1 << 20;

    private record Full(int number, long lines) {}

    private final SessionLog log;
    private final int full;
    private final FileChannel first;
    private FileChannel current;
    private int number;
    private long lines;
    private final ArrayDeque<Full> followers = new ArrayDeque<>();

    private AuditWriter(SessionLog log, int full, FileChannel first) {
        this.log = log;
        this.full = full;
        this.first = first;
        this.current = first;
    }

    /** Makes the first file; it appears under its name with its lock held. */
    static AuditWriter create(SessionLog log, int full) throws IOException {
        PrivateDirectories.createAll(log.directory());
        Path unfinished = log.directory().resolve(UNFINISHED + log.name());
        FileChannel first = open(unfinished);
        try {
            if (first.tryLock() == null) {
                throw new IOException("the lock of a new log is taken");
            }
            Files.move(unfinished, log.file(0), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            first.close();
            throw e;
        }
        return new AuditWriter(log, full, first);
    }

    /**
     * Goes on in another file when this one is full.
     *
     * @return how many lines had to go for that
     */
    long makeRoom() throws IOException {
        return current.size() >= full ? next() : 0;
    }

    /**
     * Appends.
     *
     * @param text whole lines
     * @param count how many
     */
    void append(String text, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            current.write(bytes);
        }
        lines += count;
    }

    private long next() throws IOException {
        if (number > 0) {
            followers.add(new Full(number, lines));
            current.close();
        }
        long gone = 0;
        if (followers.size() >= LATEST_KEPT) {
            Full oldest = followers.remove();
            Files.deleteIfExists(log.file(oldest.number()));
            gone = oldest.lines();
        }
        number++;
        lines = 0;
        current = open(log.file(number));
        return gone;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Lets go of the lock as well. */
    @Override
    public void close() throws IOException {
        if (number > 0) {
            current.close();
        }
        first.close();
    }
}
