package dev.rustyolo.gateway.dns;

import dev.rustyolo.gateway.kernel.Topology;
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

    private final Map<DomainName, Inet4Address> addresses = new HashMap<>();
    private final List<DomainName> names = new ArrayList<>();

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
        Inet4Address address = address(names.size());
        addresses.put(name, address);
        return Optional.of(address);
    }

    /** The name whose address this is; empty when no name has it. */
    public synchronized Optional<DomainName> nameOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != Integer.BYTES) {
            return Optional.empty();
        }
        long index = Integer.toUnsignedLong(number(bytes)) - Integer.toUnsignedLong(Topology.POOL_BASE);
        return index >= 1 && index <= names.size() ? Optional.of(names.get((int) index - 1)) : Optional.empty();
    }

    private static int number(byte[] bytes) {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    private static Inet4Address address(int index) {
        int value = Topology.POOL_BASE + index;
        return Inet4Address.ofLiteral(
                (value >>> 24) + "." + (value >>> 16 & 0xff) + "." + (value >>> 8 & 0xff) + "." + (value & 0xff));
    }
}
