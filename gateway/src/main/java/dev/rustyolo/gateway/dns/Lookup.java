package dev.rustyolo.gateway.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One look-up of a name under way, for all connections that wait for it: the question for IPv4 and the one for IPv6, which
 * are asked at the same time and answered at different ones.
 */
final class Lookup {
    /** How long who has one family's addresses waits for the other's (RFC 8305 section 3). */
    private static final Duration RESOLUTION_DELAY = Duration.ofMillis(50);

    private final CompletableFuture<UpstreamQuery.Answer> four = new CompletableFuture<>();
    private final CompletableFuture<UpstreamQuery.Answer> six = new CompletableFuture<>();
    /** Completed by the first answer that has an address, or by the end. */
    private final CompletableFuture<Boolean> some = new CompletableFuture<>();

    private final CompletableFuture<Resolved> all = new CompletableFuture<>();

    void answerFour(UpstreamQuery.Answer answer) {
        answer(four, answer);
    }

    void answerSix(UpstreamQuery.Answer answer) {
        answer(six, answer);
    }

    private void answer(CompletableFuture<UpstreamQuery.Answer> family, UpstreamQuery.Answer answer) {
        family.complete(answer);
        if (!answer.addresses().isEmpty()) {
            some.complete(true);
        }
    }

    /** Nothing more comes, and this is what came of it. */
    void end(Resolved resolved) {
        all.complete(resolved);
        some.complete(true);
    }

    /** Waits for the first family that has an address, and a moment for the other. */
    UpstreamResolver.Addresses awaitSome() throws IOException {
        wait(some);
        try {
            return all.get(RESOLUTION_DELAY.toMillis(), TimeUnit.MILLISECONDS).addresses();
        } catch (TimeoutException e) {
            var found = new ArrayList<InetAddress>();
            found.addAll(four.getNow(UpstreamQuery.Answer.NONE).addresses());
            found.addAll(six.getNow(UpstreamQuery.Answer.NONE).addresses());
            return new UpstreamResolver.Addresses(List.copyOf(found), false);
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Waits for both families. */
    UpstreamResolver.Addresses awaitAll() throws IOException {
        return wait(all).addresses();
    }

    private static <T> T wait(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
