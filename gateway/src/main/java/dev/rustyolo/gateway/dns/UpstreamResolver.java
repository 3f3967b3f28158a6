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
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Type;

/**
 * The real addresses of an allowed name, asked of the real resolvers when a connection comes: A and AAAA at the same
 * time, remembered for the answer's TTL and at most {@link #MAX_SECONDS}. A name of one label is a container's and is
 * asked of the engine's resolver, which alone knows it.
 */
public final class UpstreamResolver {
    private static final int DNS_PORT = 53;
    private static final long MAX_SECONDS = 60;
    /** At most so many names at once, since an answer may be 64 KiB and the agent decides how many names are asked for. */
    private static final int MAX_AT_ONCE = 32;

    private static final long MAX_WAIT_SECONDS = 10;

    private record Known(List<InetAddress> addresses, Instant until) {}

    private final PolicyInForce policy;
    private final Clock clock;
    /** Bounded by the names that can have a synthetic address, since only those are ever resolved. */
    private final ConcurrentHashMap<DomainName, Known> cache = new ConcurrentHashMap<>();

    /** One question for a name, however many connections wait for it: a dead name must not take every place. */
    private final ConcurrentHashMap<DomainName, FutureTask<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    public UpstreamResolver(PolicyInForce policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Resolves a name. The caller has asked the policy about it before.
     *
     * @return its IPv4 addresses, then its IPv6 ones; never empty
     * @throws IOException when no resolver answers, or when there is no address; the message says which
     */
    public List<InetAddress> resolve(DomainName name) throws IOException {
        Known known = cache.get(name);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.addresses();
        }
        var mine = new FutureTask<>(() -> askInTurn(name));
        FutureTask<List<InetAddress>> running = underWay.putIfAbsent(name, mine);
        if (running != null) {
            return join(running);
        }
        try {
            mine.run();
            return join(mine);
        } finally {
            underWay.remove(name, mine);
        }
    }

    private List<InetAddress> askInTurn(DomainName name) throws IOException, InterruptedException {
        if (!places.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("too many names are being asked for at once");
        }
        try {
            return askFor(name);
        } finally {
            places.release();
        }
    }

    private List<InetAddress> askFor(DomainName name) throws IOException {
        List<InetAddress> resolvers =
                name.labels().size() == 1 ? List.of(Topology.ENGINE_RESOLVER) : policy.resolvers();
        if (resolvers.isEmpty()) {
            throw new IOException("no DNS server is known; name one with --dns-servers");
        }
        var four = start(() -> ask(resolvers, name, Type.A));
        var six = start(() -> ask(resolvers, name, Type.AAAA));
        UpstreamQuery.Answer a = join(four);
        UpstreamQuery.Answer b;
        try {
            b = join(six);
        } catch (IOException e) {
            b = UpstreamQuery.Answer.NONE;
        }
        var addresses = new ArrayList<>(a.addresses());
        addresses.addAll(b.addresses());
        if (addresses.isEmpty()) {
            throw new IOException(name.ascii() + " has no address");
        }
        long seconds = Math.clamp(Math.min(a.ttlSeconds(), b.ttlSeconds()), 0, MAX_SECONDS);
        cache.put(name, new Known(List.copyOf(addresses), clock.instant().plusSeconds(seconds)));
        return List.copyOf(addresses);
    }

    private static UpstreamQuery.Answer ask(List<InetAddress> resolvers, DomainName name, int type) throws IOException {
        IOException last = new IOException("no DNS server was asked");
        for (InetAddress resolver : resolvers) {
            try {
                return UpstreamQuery.ask(resolver, DNS_PORT, name, type);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static FutureTask<UpstreamQuery.Answer> start(Callable<UpstreamQuery.Answer> question) {
        var task = new FutureTask<>(question);
        Thread.ofVirtual().name("dns-upstream").start(task);
        return task;
    }

    private static <T> T join(FutureTask<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
