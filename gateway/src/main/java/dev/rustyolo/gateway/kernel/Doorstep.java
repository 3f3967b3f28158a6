package dev.rustyolo.gateway.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where whoever uses a published port comes from, and where the gateway awaits them. An engine carries such connections on
 * from the machine's own address on its network, so neighbours on that network come from elsewhere.
 *
 * @param machine the machine's address on our network
 * @param own our address there
 */
public record Doorstep(Inet4Address machine, Inet4Address own) {
    private static final int BITS = 32;

    /**
     * Finds our address on the network that the machine is on.
     *
     * @throws KernelException when we are on no network with it
     */
    static Doorstep at(Inet4Address machine) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(device -> device.getInterfaceAddresses().stream())
                    .flatMap(address -> own(address, machine).stream())
                    .findFirst()
                    .map(own -> new Doorstep(machine, own))
                    .orElseThrow(() -> new KernelException(
                            "no port can be published: " + machine.getHostAddress() + " is on none of our networks"));
        } catch (SocketException e) {
            throw new KernelException("the network devices can't be read", e);
        }
    }

    /** Ours, if the other one is on the same network, and neither the same nor loopback. */
    static Optional<Inet4Address> own(InterfaceAddress address, Inet4Address machine) {
        return Stream.of(address.getAddress())
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .filter(own -> isNeighbour(own, address.getNetworkPrefixLength(), machine))
                .findFirst();
    }

    static boolean isNeighbour(Inet4Address own, int prefixLength, Inet4Address other) {
        return !own.isLoopbackAddress()
                && !own.equals(other)
                && prefixLength > 0
                && (number(own) ^ number(other)) >>> (BITS - prefixLength) == 0;
    }

    private static int number(InetAddress address) {
        int number = 0;
        for (byte octet : address.getAddress()) {
            number = number << Byte.SIZE | (octet & 0xff);
        }
        return number;
    }
}
