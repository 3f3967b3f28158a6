package dev.rustyolo.cli.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a log, also one that is still being written. */
public final class AuditReader {
    private static final int CHUNK = 64 * 1024;
    private static final long POLL_MILLIS = 100;

    private final SessionLog log;
    private final Consumer<AuditEntry> taker;
    private boolean over;

    private AuditReader(SessionLog log, Consumer<AuditEntry> taker) {
        this.log = log;
        this.taker = taker;
    }

    /** Hands all lines that are there to the taker, one by one. */
    public static void read(SessionLog log, Consumer<AuditEntry> taker) {
        AuditReader reader = new AuditReader(log, taker);
        try {
            for (int number : log.numbers()) {
                reader.readFile(number, false);
            }
        } catch (IOException e) {
            throw AuditFailure.reading(log.file(0), e);
        }
    }

    /** The same, and goes on with those that are to come, until the session has ended. */
    public static void follow(SessionLog log, Consumer<AuditEntry> taker) {
        AuditReader reader = new AuditReader(log, taker);
        try {
            int number = 0;
            while (!reader.over) {
                reader.readFile(number, true);
                Optional<Integer> next = next(log, number);
                if (next.isEmpty()) {
                    return;
                }
                number = next.get();
            }
        } catch (IOException e) {
            throw AuditFailure.reading(log.file(0), e);
        }
    }

    /** How a session stands. */
    public enum Standing {
        /** It goes on. */
        RUNS,
        /** It is over. */
        ENDED,
        /** It was cut off: its command was killed. */
        CUT_OFF
    }

    /**
     * A log in short.
     *
     * @param first its first line
     * @param standing how the session stands
     * @param code what its command ended with, if it has ended
     * @param denied how many lines are about something that was refused
     */
    public record Summary(AuditEntry first, Standing standing, long code, long denied) {}

    /** Reads a log through; nothing when it is empty or has gone. */
    public static Optional<Summary> summary(SessionLog log) {
        boolean live = log.isLive();
        var collector = new Object() {
            Optional<AuditEntry> first = Optional.empty();
            Optional<AuditEntry> end = Optional.empty();
            long denied;
        };
        read(log, entry -> {
            if (collector.first.isEmpty()) {
                collector.first = Optional.of(entry);
            }
            if (entry.isEnd()) {
                collector.end = Optional.of(entry);
            }
            collector.denied += entry.isDenial() ? 1 : 0;
        });
        Standing standing = collector.end.isPresent() ? Standing.ENDED : live ? Standing.RUNS : Standing.CUT_OFF;
        long code = collector.end.map(entry -> entry.number("code")).orElse(0L);
        return collector.first.map(first -> new Summary(first, standing, code, collector.denied));
    }

    /** In order; a file that the writer has deleted meanwhile is missing. */
    private static Optional<Integer> next(SessionLog log, int number) throws IOException {
        List<Integer> later =
                log.numbers().stream().filter(candidate -> candidate > number).toList();
        return later.isEmpty() ? Optional.empty() : Optional.of(later.getFirst());
    }

    private void readFile(int number, boolean follow) throws IOException {
        try (FileChannel file = FileChannel.open(log.file(number), StandardOpenOption.READ)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            boolean last = !follow;
            while (!over) {
                int count = file.read(chunk.clear());
                if (count > 0) {
                    lines(chunk.flip(), line);
                } else if (last) {
                    return;
                } else {
                    // Asked before the last look, so that nothing is written in between.
                    last = !log.isLive() || next(log, number).isPresent();
                    pause(last);
                }
            }
        } catch (NoSuchFileException e) {
            if (number == 0) {
                throw e;
            }
        }
    }

    private void lines(ByteBuffer chunk, ByteArrayOutputStream line) {
        while (chunk.hasRemaining() && !over) {
            byte next = chunk.get();
            if (next != '\n') {
                line.write(next);
            } else {
                AuditEntry entry = AuditEntry.read(line.toString(StandardCharsets.US_ASCII));
                line.reset();
                taker.accept(entry);
                over = entry.isEnd();
            }
        }
    }

    private void pause(boolean last) {
        if (!last) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                over = true;
            }
        }
    }
}
