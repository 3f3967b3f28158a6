package dev.rustyolo.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses inside a sandbox: the lower half of a pool is for names, and in the upper half each literal range has a
 * range of the same size, to which the kernel redirects what is for the literal one. So that half says which real
 * address is meant.
 *
 * @param pool where all of them are from
 * @param literals the addresses that are allowed without a name, each once
 */
public record AddressPlan(Pool pool, List<Literal> literals) {
    /** Without literals, in the pool that is used unless another is asked for. */
    public static final AddressPlan DEFAULT = new AddressPlan(Pool.BENCHMARKING, List.of());

    /** The most literals: each is a rule in the kernel. */
    public static final int MAX_LITERALS = 256;

    private static final int ADDRESSES = 1 << 16;

    /**
     * A literal range and where it is inside.
     *
     * @param real the literal range
     * @param inside as many addresses of the pool
     */
    public record Place(Cidr real, Cidr inside) {}

    /**
     * Checks whether there is room.
     *
     * @throws InvalidRuleException if a literal is in the pool, or if there are too many
     */
    public AddressPlan {
        literals = literals.stream().distinct().toList();
        for (Literal literal : literals) {
            if (pool.range().overlaps(literal.range())) {
                throw new InvalidRuleException(
                        literal.toString(),
                        "the sandbox uses " + pool + " for itself",
                        "let it use another range, with --pool");
            }
        }
        if (literals.size() > MAX_LITERALS) {
            throw new InvalidRuleException(
                    literals.get(MAX_LITERALS).toString(),
                    "there are more than " + MAX_LITERALS + " rules for addresses",
                    "list ranges, or better: names");
        }
        long needed = ranges(literals).stream().mapToLong(AddressPlan::size).sum();
        if (needed > ADDRESSES) {
            throw new InvalidRuleException(
                    literals.getLast().toString(),
                    "all rules for addresses together are for " + needed + " of them, and there is room for "
                            + ADDRESSES,
                    "list smaller ranges, or better: names");
        }
    }

    /** {@return where each literal range is inside, the largest first} */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        int next = number(pool.range().network()) + ADDRESSES;
        for (Cidr range : ranges(literals)) {
            // The larger ones come first, so each begins at a multiple of its size.
            places.add(new Place(range, new Cidr(address(next), range.prefixLength())));
            next += (int) size(range);
        }
        return List.copyOf(places);
    }

    /** {@return all addresses inside that literals have} */
    public Cidr literalHalf() {
        return new Cidr(address(number(pool.range().network()) + ADDRESSES), Literal.SHORTEST_PREFIX);
    }

    /**
     * {@return the real address that one inside stands for, if it stands for one}
     *
     * @param inside an address of the pool
     */
    public Optional<InetAddress> literalAt(InetAddress inside) {
        return places().stream()
                .filter(place -> place.inside().contains(inside))
                .<InetAddress>map(place -> address(number(inside)
                        - number(place.inside().network())
                        + number(place.real().network())))
                .findFirst();
    }

    /** {@return whether a literal allows this real address and port} */
    public boolean allows(InetAddress address, int port) {
        return literals.stream().anyMatch(literal -> literal.allows(address, port));
    }

    /**
     * {@return an address of the half that names have}
     *
     * @param index 0 to 65535
     */
    public Inet4Address addressOf(int index) {
        if (index < 0 || index >= ADDRESSES) {
            throw new IllegalArgumentException("no such address of the pool: " + index);
        }
        return address(number(pool.range().network()) + index);
    }

    /** {@return which address of that half it is; empty when it is none} */
    public Optional<Integer> indexOf(InetAddress address) {
        if (!pool.range().contains(address)) {
            return Optional.empty();
        }
        int index = number(address) - number(pool.range().network());
        return index < ADDRESSES ? Optional.of(index) : Optional.empty();
    }

    /**
     * {@return whether this is an address inside the sandbox: loopback, none, or of the pool} The gateway may connect to
     * all of them, and would so reach the engine's resolver, the agent's own servers, or itself, without end.
     */
    public boolean isInside(InetAddress address) {
        return pool.range().contains(address) || address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static List<Cidr> ranges(List<Literal> literals) {
        return literals.stream()
                .map(Literal::range)
                .distinct()
                .sorted((one, other) -> Integer.compare(one.prefixLength(), other.prefixLength()))
                .toList();
    }

    private static long size(Cidr range) {
        return 1L << (Integer.SIZE - range.prefixLength());
    }

    private static int number(InetAddress address) {
        int number = 0;
        for (byte octet : address.getAddress()) {
            number = number << Byte.SIZE | (octet & 0xff);
        }
        return number;
    }

    private static Inet4Address address(int number) {
        return (Inet4Address)
                IpAddresses.of((byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number);
    }
}
