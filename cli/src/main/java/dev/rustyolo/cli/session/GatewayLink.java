package dev.rustyolo.cli.session;

import dev.rustyolo.cli.engine.Output;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.LineReader;
import dev.rustyolo.protocol.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The conversation with a gateway, see {@link GatewayState}. One thread writes (what is asked for, and a heartbeat in
 * between), one reads; both end with the gateway.
 */
public final class GatewayLink implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    /** So many heartbeats without any answer are as good as its end: half a minute. */
    private static final int UNANSWERED_LIMIT = 6;

    /** 128 + SIGKILL: what the kernel sends for want of memory, and whoever removes a container. */
    private static final int KILLED = 137;

    /** For a process that was killed, and for what was read from it. */
    private static final Duration LEAVE = Duration.ofMillis(100);

    private static final int DIAGNOSTICS_LIMIT = 64 * 1024;

    private final Process process;
    private final Journal journal;
    private final Runnable onLoss;
    private final Output diagnostics;
    private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Duration heartbeat;
    private final Thread reader =
            Thread.ofPlatform().daemon().name("gateway-read").unstarted(this::read);
    private GatewayState state = new GatewayState.Starting();

    private GatewayLink(Process process, Journal journal, Runnable onLoss, Duration heartbeat) {
        this.process = process;
        this.journal = journal;
        this.onLoss = onLoss;
        this.heartbeat = heartbeat;
        this.diagnostics = Output.reading(process.getErrorStream(), DIAGNOSTICS_LIMIT);
    }

    /**
     * Begins the conversation.
     *
     * @param process the gateway, just started
     * @param start the policy to put in force
     * @param journal what takes note of the gateway's events
     * @param onLoss called once, on a thread of this link, when the gateway is lost while it serves
     */
    public static GatewayLink open(Process process, Command.Start start, Journal journal, Runnable onLoss) {
        return open(process, start, journal, onLoss, HEARTBEAT);
    }

    static GatewayLink open(
            Process process, Command.Start start, Journal journal, Runnable onLoss, Duration heartbeat) {
        GatewayLink link = new GatewayLink(process, journal, onLoss, heartbeat);
        link.commands.add(start);
        Thread.ofPlatform().daemon().name("gateway-write").start(link::write);
        link.reader.start();
        return link;
    }

    /** Waits while the gateway starts, and says where it stands then; still starting means that it took too long. */
    public GatewayState awaitStart(Duration limit) throws InterruptedException {
        GatewayState reached = await(now -> !(now instanceof GatewayState.Starting), limit);
        if (reached instanceof GatewayState.Lost) {
            diagnostics.await();
        }
        return reached;
    }

    /** Where it stands. */
    public synchronized GatewayState state() {
        return state;
    }

    /** What the gateway, or the engine in its place, printed for diagnosis; hostile until escaped. */
    public String diagnostics() {
        return diagnostics.text();
    }

    /** Lets uploads finish after the agent's end, and says where it stands then. */
    public GatewayState drain(Duration limit) throws InterruptedException {
        if (advance(now -> now instanceof GatewayState.Serving, new GatewayState.Draining())) {
            commands.add(new Command.Drain());
        }
        return await(now -> !(now instanceof GatewayState.Draining), limit);
    }

    /** Ends the conversation, which ends the gateway. */
    @Override
    public void close() {
        advance(now -> !isFinal(now), new GatewayState.Drained());
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is broken: the gateway has gone already.
        }
    }

    /**
     * Ends the conversation, and doesn't wait for the gateway's end: somebody else sees that nothing is left of it. The
     * process that stands for it is ended, so that no thread waits for it, see {@link
     * dev.rustyolo.cli.engine.Detached}.
     */
    public void leave() {
        close();
        process.destroyForcibly();
        try {
            if (process.waitFor(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                reader.join(LEAVE);
                diagnostics.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the gateway's process is gone.
     *
     * @return did it end by itself, and well, so that nothing of it is left?
     */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    /**
     * Ends the process that stands for the gateway, if it goes on: an engine that hangs must not keep it for ever.
     *
     * @return did it still run?
     */
    public boolean cutOff() {
        boolean running = process.isAlive();
        process.destroyForcibly();
        return running;
    }

    /** How the gateway's process ended, in words to follow a reason; empty when that says nothing. */
    public String ending() {
        if (process.isAlive() || process.exitValue() == 0) {
            return "";
        }
        int code = process.exitValue();
        return " (exit code " + code + (code == KILLED ? ": killed, or out of memory)" : ")");
    }

    private void write() {
        OutputStream out = process.getOutputStream();
        try {
            while (!isFinal(state())) {
                Command command = commands.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                // Counted, not timed: this process too may have been stopped for a while.
                if (command == null && unanswered.incrementAndGet() > UNANSWERED_LIMIT) {
                    lose("the gateway answers no more");
                    return;
                }
                String line = Codec.encode(command == null ? new Command.Heartbeat() : command) + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // The reader sees the end of the gateway and says so.
        }
    }

    private void read() {
        String reason = "the gateway ended";
        LineReader lines = new LineReader(process.getInputStream());
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                unanswered.set(0);
                Event event = Codec.decodeEvent(line.get());
                if (event instanceof Event.Fatal(String message)) {
                    reason = message;
                }
                handle(event);
            }
        } catch (IOException | ProtocolException e) {
            reason = "the gateway can't be understood: " + e.getMessage();
        }
        lose(reason);
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Ready(var timings) ->
                advance(now -> now instanceof GatewayState.Starting, new GatewayState.Serving(timings));
            case Event.Drained() -> advance(now -> now instanceof GatewayState.Draining, new GatewayState.Drained());
            case Event.Standby _, Event.Alive _, Event.Fatal _ -> {}
            case Event.Denied _, Event.LookedUp _, Event.Opened _, Event.Closed _, Event.Warning _, Event.Dropped _ ->
                journal.record(event);
        }
    }

    private void lose(String reason) {
        boolean served = advance(now -> now instanceof GatewayState.Serving, new GatewayState.Lost(reason, true));
        if (served) {
            onLoss.run();
        } else {
            advance(now -> !isFinal(now), new GatewayState.Lost(reason, false));
        }
    }

    private static boolean isFinal(GatewayState state) {
        return state instanceof GatewayState.Drained || state instanceof GatewayState.Lost;
    }

    private synchronized boolean advance(Predicate<GatewayState> from, GatewayState to) {
        if (!from.test(state)) {
            return false;
        }
        state = to;
        notifyAll();
        return true;
    }

    private synchronized GatewayState await(Predicate<GatewayState> condition, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.test(state)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return state;
    }
}
