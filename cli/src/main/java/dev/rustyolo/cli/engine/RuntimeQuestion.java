package dev.rustyolo.cli.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Asks the engine for its default runtime while a gateway starts, which takes longer. */
final class RuntimeQuestion {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Executor THREADS =
            task -> Thread.ofPlatform().daemon().name("runtime").start(task);

    private final CompletableFuture<String> answer;

    private RuntimeQuestion(CompletableFuture<String> answer) {
        this.answer = answer;
    }

    static RuntimeQuestion ask(DockerClient client) {
        return new RuntimeQuestion(CompletableFuture.supplyAsync(
                () -> client.callAsConfigured(client.dialect().defaultRuntime(), PATIENCE)
                        .output(),
                THREADS));
    }

    /**
     * Waits for the answer.
     *
     * @throws dev.rustyolo.cli.failure.CliException when it isn't a runtime that will do
     */
    void requireGoodAnswer() {
        String runtime;
        try {
            runtime = answer.join();
        } catch (CompletionException e) {
            runtime = "";
        }
        Runtimes.require(runtime.lines().findFirst().orElse("").strip());
    }
}
