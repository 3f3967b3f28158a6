package dev.rustyolo.cli.engine;

import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.InvalidAddressException;
import dev.rustyolo.policy.InvalidCidrException;
import dev.rustyolo.policy.IpAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;

/** This machine's address on a network with a bridge, from what an engine says of the network. */
final class BridgeAddress {
    private BridgeAddress() {}

    /**
     * Finds it.
     *
     * @param lines an address (of the machine) each, or a range where the engine knows no more: of Docker's default network
     *     it says the address only from its daemon's second start on. The machine has a range's first address then
     * @return the first of IPv4
     */
    static Optional<String> in(Stream<String> lines) {
        return lines.map(String::strip).flatMap(line -> read(line).stream()).findFirst();
    }

    private static Optional<String> read(String line) {
        try {
            InetAddress address = line.indexOf('/') < 0
                    ? IpAddresses.parse(line)
                    : next(Cidr.parse(line).network());
            return address instanceof Inet4Address ? Optional.of(IpAddresses.format(address)) : Optional.empty();
        } catch (InvalidAddressException | InvalidCidrException e) {
            return Optional.empty();
        }
    }

    /** The one after a network's own, which ends in zero bits wherever a bridge can have an address. */
    private static InetAddress next(InetAddress network) {
        byte[] bytes = network.getAddress();
        bytes[bytes.length - 1]++;
        return IpAddresses.of(bytes);
    }
}
