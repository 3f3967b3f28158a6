package dev.rustyolo.gateway.dns;

import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.gateway.kernel.Topology;
import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xbill.DNS.Type;

/**
 * The real addresses of an allowed name, asked of the real resolvers when a connection comes: A and AAAA at the same
 * time, remembered for the answer's TTL and at most a minute; a failure is remembered for a few seconds. A name of one
 * label is a container's and is asked of the engine's resolver, which alone knows it.
 */
public final class UpstreamResolver {
    private static final int DNS_PORT = 53;
    /** At most so many names at once, since an answer may be 64 KiB and the agent decides how many names are asked for. */
    private static final int MAX_AT_ONCE = 32;

    private static final long MAX_WAIT_SECONDS = 10;
    /** No further resolver is asked when those before it have taken so long. */
    private static final long MAX_ASKING_NANOS = 8_000_000_000L;

    /**
     * Addresses of a name.
     *
     * @param found at least one
     * @param whole false when one family's answer is still to come
     */
    public record Addresses(List<InetAddress> found, boolean whole) {}

    /** One question to one resolver. */
    interface Question {
        UpstreamQuery.Answer ask(InetAddress resolver, DomainName name, int type) throws IOException;
    }

    private record Known(Resolved resolved, Instant until) {}

    private final PolicyInForce policy;
    private final Clock clock;
    private final Question question;
    /** Bounded by the names that can have a synthetic address, since only those are ever resolved. */
    private final ConcurrentHashMap<DomainName, Known> cache = new ConcurrentHashMap<>();

    /** One look-up for a name, however many connections wait for it: a dead name must not take every place. */
    private final ConcurrentHashMap<DomainName, Lookup> underWay = new ConcurrentHashMap<>();

    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    public UpstreamResolver(PolicyInForce policy, Clock clock) {
        this(policy, clock, (resolver, name, type) -> UpstreamQuery.ask(resolver, DNS_PORT, name, type));
    }

    UpstreamResolver(PolicyInForce policy, Clock clock, Question question) {
        this.policy = policy;
        this.clock = clock;
        this.question = question;
    }

    /**
     * Resolves a name as soon as one family has an address (RFC 8305 section 3). The caller has asked the policy about
     * the name before.
     *
     * @throws IOException when no resolver answers, or when there is no address; the message says which
     */
    public Addresses resolve(DomainName name) throws IOException {
        Known known = cache.get(name);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.resolved().addresses();
        }
        return lookUp(name).awaitSome();
    }

    /** The same for both families, however long the slower one takes. */
    public Addresses resolveWhole(DomainName name) throws IOException {
        Lookup running = underWay.get(name);
        if (running != null) {
            return running.awaitAll();
        }
        Known known = cache.get(name);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.resolved().addresses();
        }
        return lookUp(name).awaitAll();
    }

    private Lookup lookUp(DomainName name) {
        var mine = new Lookup();
        Lookup running = underWay.putIfAbsent(name, mine);
        if (running != null) {
            return running;
        }
        Thread.ofVirtual().name("dns-upstream").start(() -> {
            Resolved resolved = Resolved.failure("the look-up failed");
            try {
                resolved = askInTurn(name, mine);
                cache.put(name, new Known(resolved, clock.instant().plusSeconds(resolved.seconds())));
            } finally {
                underWay.remove(name, mine);
                mine.end(resolved);
            }
        });
        return mine;
    }

    private Resolved askInTurn(DomainName name, Lookup lookup) {
        try {
            if (!places.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return Resolved.failure("too many names are being asked for at once");
            }
            try {
                return askFor(name, lookup);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Resolved.failure("interrupted");
        }
    }

    private Resolved askFor(DomainName name, Lookup lookup) throws InterruptedException {
        List<InetAddress> resolvers =
                name.labels().size() == 1 ? List.of(Topology.ENGINE_RESOLVER) : policy.resolvers();
        if (resolvers.isEmpty()) {
            return Resolved.failure("no DNS server is known; name one with --dns-servers");
        }
        var six = new FutureTask<>(() -> ask(resolvers, name, Type.AAAA, lookup::answerSix));
        Thread.ofVirtual().name("dns-upstream-6").start(six);
        Resolved.Family four = ask(resolvers, name, Type.A, lookup::answerFour);
        try {
            return Resolved.of(name.ascii(), four, six.get());
        } catch (java.util.concurrent.ExecutionException e) {
            return Resolved.of(name.ascii(), four, new Resolved.Failed(String.valueOf(e.getMessage())));
        }
    }

    /** Asks one resolver after the other until one answers. */
    private Resolved.Family ask(
            List<InetAddress> resolvers, DomainName name, int type, Consumer<UpstreamQuery.Answer> answered) {
        var failures = new ArrayList<String>();
        long deadline = System.nanoTime() + MAX_ASKING_NANOS;
        for (InetAddress resolver : resolvers) {
            try {
                UpstreamQuery.Answer answer = question.ask(resolver, name, type);
                answered.accept(answer);
                return new Resolved.Answered(answer);
            } catch (IOException | RuntimeException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
            if (System.nanoTime() > deadline) {
                break;
            }
        }
        return new Resolved.Failed(String.join("; ", failures));
    }
}
