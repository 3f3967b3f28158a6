package dev.rustyolo.gateway.dns;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.DomainName;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One address of the pool for each name, for as long as the session lives; at most {@link #LIMIT} names, so that an agent
 * can't make the gateway grow by asking. Thread-safe.
 */
public final class SyntheticAddresses {
    public static final int LIMIT = 4096;

    private final AddressPlan plan;
    private final Map<DomainName, Inet4Address> addresses = new HashMap<>();
    private final List<DomainName> names = new ArrayList<>();

    /** Addresses of the usual pool. */
    public SyntheticAddresses() {
        this(AddressPlan.DEFAULT);
    }

    /** Addresses of the plan's pool. */
    public SyntheticAddresses(AddressPlan plan) {
        this.plan = plan;
    }

    /** The name's address, the same one each time; empty when the limit is reached. */
    public synchronized Optional<Inet4Address> of(DomainName name) {
        Inet4Address known = addresses.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (names.size() >= LIMIT) {
            return Optional.empty();
        }
        names.add(name);
        Inet4Address address = plan.addressOf(names.size());
        addresses.put(name, address);
        return Optional.of(address);
    }

    /** The name whose address this is; empty when no name has it. */
    public synchronized Optional<DomainName> nameOf(InetAddress address) {
        return plan.indexOf(address)
                .filter(index -> index >= 1 && index <= names.size())
                .map(index -> names.get(index - 1));
    }
}
