package dev.rustyolo.cli.launch;

import java.util.List;

/**
 * What the person asked for about the network; texts as typed.
 *
 * @param allow lists of rules, separated by white space or commas
 * @param deny the same for what is refused all the same
 * @param offline is nothing to be reachable at all?
 * @param dnsServers lists of addresses
 * @param allowPrivate lists of address ranges
 * @param network the engine's network for the gateway; empty for its default
 * @param pool the range of the sandbox's own addresses; empty for one that this machine doesn't use
 * @param publish {@code PORT} or {@code HOSTPORT:PORT} each
 */
public record NetworkRequest(
        List<String> allow,
        List<String> deny,
        boolean offline,
        List<String> dnsServers,
        List<String> allowPrivate,
        String network,
        String pool,
        List<String> publish) {
    /** The variable that many scripts set; it adds to what is allowed. */
    public static final String TRUSTED_DOMAINS = "TRUSTED_DOMAINS";

    /** Copies the lists. */
    public NetworkRequest {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        dnsServers = List.copyOf(dnsServers);
        allowPrivate = List.copyOf(allowPrivate);
        publish = List.copyOf(publish);
    }
}
