package dev.rustyolo.cli.update;

import dev.rustyolo.cli.host.Host;
import java.time.Clock;
import java.util.Optional;

/**
 * What an update asks the server with.
 *
 * @param fetcher what asks
 * @param source whom
 * @param keys whose signature counts
 * @param clock what says whether a manifest has expired
 * @param terminal may one line be written over and over?
 */
public record UpdateTools(Fetcher fetcher, UpdateSource source, ReleaseKeys keys, Clock clock, boolean terminal) {
    /**
     * The real ones.
     *
     * @param certificates in PEM, of whom to believe beside or instead of the public authorities; empty for none
     */
    public static UpdateTools of(Host host, UpdateSource source, String certificates) {
        ProxyChoice proxies = new ProxyChoice(host.environment());
        return new UpdateTools(
                new HttpsFetcher(Trust.sockets(certificates), proxies),
                source,
                ReleaseKeys.pinned(),
                Clock.systemUTC(),
                host.terminal());
    }

    /** The proxy on the way, in words. */
    public static Optional<String> proxy(Host host, UpdateSource source) {
        return new ProxyChoice(host.environment()).describe(source.api());
    }

    Web web() {
        return new Web(fetcher, clock);
    }

    ReleaseFeed feed() {
        return new ReleaseFeed(web(), source, keys);
    }
}
