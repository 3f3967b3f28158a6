package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.protocol.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A log that is being written, by a thread of its own. */
public final class AuditLog implements AuditTrail {
    private static final int QUEUE = 4096;
    private static final int TOGETHER = 256;
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private record Noted(Instant time, AuditEvent event) {}

    private final AuditLevel level;
    private final AuditLine line;
    private final AuditWriter writer;
    private final Clock clock;
    private final BlockingQueue<Noted> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;
    private volatile String problem = "";
    private volatile boolean ended;

    private AuditLog(AuditLevel level, AuditSubject subject, AuditWriter writer, Clock clock, Runnable first) {
        this.level = level;
        this.line = new AuditLine(subject);
        this.writer = writer;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("audit").unstarted(() -> write(first));
    }

    /**
     * Begins a session's log.
     *
     * @param level how much is wanted
     * @param subject what it is about
     * @param directory where logs are; made when missing
     * @throws dev.rustyolo.cli.failure.CliException when the log can't be made: who wants one wants no session without
     */
    public static AuditTrail open(AuditLevel level, AuditSubject subject, Path directory) {
        return open(level, subject, directory, Clock.systemUTC(), AuditWriter.FULL);
    }

    static AuditTrail open(AuditLevel level, AuditSubject subject, Path directory, Clock clock, int full) {
        if (level == AuditLevel.NONE) {
            return new NoAuditTrail();
        }
        Instant now = clock.instant();
        SessionLog file = new SessionLog(directory, Timestamp.forName(now) + "-" + subject.session());
        try {
            AuditWriter writer = AuditWriter.create(file, full);
            AuditLog log = new AuditLog(level, subject, writer, clock, () -> OldLogs.delete(directory, file, now));
            log.note(new AuditEvent.Started());
            log.thread.start();
            return log;
        } catch (IOException e) {
            throw AuditFailure.opening(directory, e);
        }
    }

    @Override
    public void record(Event event) {
        if (level.wants(event)) {
            note(new AuditEvent.Said(event));
        }
    }

    @Override
    public void refused(List<RefusedConnection> connections) {
        for (RefusedConnection connection : connections) {
            note(new AuditEvent.Refused(connection));
        }
    }

    @Override
    public void ended(int code, String reason) {
        if (ended || !thread.isAlive()) {
            return;
        }
        ended = true;
        boolean interrupted = Thread.interrupted();
        try {
            Noted last = new Noted(clock.instant(), new AuditEvent.Ended(code, reason));
            if (!queue.offer(last, END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                problem = "the session's log could not be finished: the disk is too slow";
                return;
            }
            thread.join(END_LIMIT);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended(-1, "cut off");
    }

    @Override
    public List<String> problems() {
        return problem.isEmpty() ? List.of() : List.of(problem);
    }

    private void note(AuditEvent event) {
        if (!queue.offer(new Noted(clock.instant(), event))) {
            leftOut.incrementAndGet();
        }
    }

    private void write(Runnable first) {
        try (writer) {
            List<Noted> some = new ArrayList<>(TOGETHER);
            boolean begun = false;
            boolean over = false;
            while (!over) {
                some.clear();
                some.add(queue.take());
                queue.drainTo(some, TOGETHER - 1);
                over = append(some);
                if (!begun) {
                    begun = true;
                    first.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            problem = "the session's log is not complete: " + e.getMessage();
        }
    }

    /** What came too fast came behind all of these, but before an end. */
    private boolean append(List<Noted> some) throws IOException {
        StringBuilder text = new StringBuilder();
        long tooFast = leftOut.getAndSet(0);
        boolean over = some.getLast().event() instanceof AuditEvent.Ended;
        int before = over ? some.size() - 1 : some.size();
        long count =
                leftOut(text, some.getFirst().time(), writer.makeRoom(), "the log was full, and older ones had to go");
        append(text, some.subList(0, before));
        count += leftOut(text, some.getLast().time(), tooFast, "they came too fast");
        append(text, some.subList(before, some.size()));
        writer.append(text.toString(), count + some.size());
        return over;
    }

    private void append(StringBuilder text, List<Noted> some) {
        for (Noted noted : some) {
            text.append(line.of(noted.time(), noted.event())).append('\n');
        }
    }

    private long leftOut(StringBuilder text, Instant time, long count, String reason) {
        if (count == 0) {
            return 0;
        }
        text.append(line.of(time, new AuditEvent.LeftOut(count, reason))).append('\n');
        return 1;
    }
}
