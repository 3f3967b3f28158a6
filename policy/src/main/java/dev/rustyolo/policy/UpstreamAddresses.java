package dev.rustyolo.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which real addresses may be dialled for an allowed name. A name's owner decides what it resolves to, so an answer may
 * point into the network of the person who runs the agent, or to their very machine; only public addresses of others are
 * taken for granted, and everything else must be listed.
 *
 * <p>An IPv6 address that carries an IPv4 address (NAT64, 6to4, Teredo, and the mapped and compatible forms) must pass
 * for both. Metadata services of clouds need more than a range that happens to contain them: the very address must be
 * listed, as a /32 or /128.
 */
public final class UpstreamAddresses {
    private static final AddressVerdict PERMITTED = new AddressVerdict.Permitted();

    private final List<Cidr> allowPrivate;
    private final Set<InetAddress> machine;

    /**
     * Makes a judge.
     *
     * @param allowPrivate the ranges to permit although they aren't public; may be empty
     * @param machine the addresses of the machine, which may be public and are its own all the same
     */
    public UpstreamAddresses(List<Cidr> allowPrivate, List<InetAddress> machine) {
        this.allowPrivate = List.copyOf(allowPrivate);
        this.machine = Set.copyOf(machine);
    }

    /**
     * Judges an address, which is the one then to dial: resolving again could give another.
     *
     * @param answer an address from the answer of a resolver
     * @return the verdict
     */
    public AddressVerdict judge(InetAddress answer) {
        // Some ways to make an Inet6Address keep the IPv4-mapped form; this one does not.
        InetAddress address = IpAddresses.of(answer.getAddress());
        AddressVerdict own = judgeAlone(address, "");
        if (own instanceof AddressVerdict.Refused) {
            return own;
        }
        return SpecialAddresses.embeddedIn(address).stream()
                .map(inner -> judgeAlone(inner, IpAddresses.format(address) + " leads to "))
                .filter(AddressVerdict.Refused.class::isInstance)
                .findFirst()
                .orElse(PERMITTED);
    }

    private AddressVerdict judgeAlone(InetAddress address, String prefix) {
        String text = IpAddresses.format(address);
        if (SpecialAddresses.isMetadata(address)) {
            String single = text + "/" + address.getAddress().length * 8;
            return allowPrivate.stream().anyMatch(range -> range.isSingleAddress() && range.contains(address))
                    ? PERMITTED
                    : refused(prefix + text + " is the metadata service of a cloud", single);
        }
        Optional<String> own = machine.contains(address) ? Optional.of("an address of this machine") : Optional.empty();
        return SpecialAddresses.describe(address)
                .or(() -> own)
                .filter(_ -> allowPrivate.stream().noneMatch(range -> range.contains(address)))
                .map(what -> refused(prefix + text + " is " + what, text + "/" + address.getAddress().length * 8))
                .orElse(PERMITTED);
    }

    private static AddressVerdict refused(String why, String range) {
        return new AddressVerdict.Refused(why + "; --allow-private " + range + " would permit it");
    }
}
