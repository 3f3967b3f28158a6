package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.Sandbox;
import dev.rustyolo.cli.failure.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The agent, as something that has to end: when its gateway is lost, and when it was told to and doesn't. An agent may
 * ignore every signal and stop its container's own init, so what counts in the end is that the engine removes it. Should
 * the engine not do it, the client that stands for the agent is ended: an engine may wait for a client that waits for
 * somebody to read the agent's output. What is still left then, the next start removes.
 */
final class AgentRun {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int TRIES = 2;

    private final Engine engine;
    private final Sandbox sandbox;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<Optional<Process>> client = new AtomicReference<>(Optional.empty());
    private final AtomicReference<OptionalInt> forced = new AtomicReference<>(OptionalInt.empty());
    private volatile boolean signalled;

    AgentRun(Engine engine, Sandbox sandbox) {
        this.engine = engine;
        this.sandbox = sandbox;
    }

    /**
     * Starts it from an image.
     *
     * @return the process that stands for it
     */
    Process start(String image) {
        Process started = engine.execute(sandbox.running(image));
        client.set(Optional.of(started));
        return started;
    }

    /** The gateway is lost. It may be that the agent's start is just under way, so once isn't enough. */
    void gatewayLost() {
        remove();
    }

    /** It was sent a signal, by us or by the terminal. */
    void signalled() {
        signalled = true;
    }

    /** It was sent a signal that should end it: it has a while for that. */
    void endSoon(int signal) {
        signalled = true;
        Thread.ofPlatform().daemon().name("grace").start(() -> {
            if (!isOverWithin(GRACE)) {
                force(signal);
            }
        });
    }

    /** It has had its chances. */
    void endNow(int signal) {
        signalled = true;
        Thread.ofPlatform().daemon().name("force").start(() -> force(signal));
    }

    /** The signal on whose behalf it was ended by force, if it was. */
    OptionalInt forced() {
        return forced.get();
    }

    /**
     * Does this exit code of its client prove that nothing is left of it? A client that was told to end three times ends
     * with 1, whether or not the agent did.
     */
    boolean isGone(int exitCode) {
        return !signalled && exitCode < ExitCode.ENGINE_ERROR.code() && exitCode != 1;
    }

    /** Was the client perhaps ended while the engine was still at what it had been asked to do? */
    boolean wasCutOff() {
        return signalled;
    }

    /** The agent has ended, or will never start. */
    void over() {
        over.countDown();
    }

    private void force(int signal) {
        forced.set(OptionalInt.of(signal));
        remove();
    }

    private void remove() {
        for (int tries = 1; over.getCount() > 0; tries++) {
            engine.stopAgent(sandbox.id());
            if (isOverWithin(RETRY)) {
                return;
            }
            if (tries >= TRIES) {
                client.get().ifPresent(Process::destroyForcibly);
            }
        }
    }

    private boolean isOverWithin(Duration limit) {
        try {
            return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
