package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.SandboxId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends the agent when its gateway is lost, and doesn't let go before it has ended. */
final class AgentRun {
    private static final long RETRY_SECONDS = 1;

    private final Engine engine;
    private final SandboxId sandbox;
    private final CountDownLatch ended = new CountDownLatch(1);

    AgentRun(Engine engine, SandboxId sandbox) {
        this.engine = engine;
        this.sandbox = sandbox;
    }

    /** The gateway is lost. It may be that the agent's start is just under way, so once isn't enough. */
    void gatewayLost() {
        try {
            do {
                engine.stopAgent(sandbox);
            } while (!ended.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The agent has ended, or will never start. */
    void over() {
        ended.countDown();
    }
}
