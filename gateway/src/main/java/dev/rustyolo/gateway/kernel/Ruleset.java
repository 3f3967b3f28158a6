package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Cidr;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The packet filter: {@code ruleset.nft}, with the gateway's uid and addresses put in, loaded in one transaction and read
 * back.
 *
 * <p>The file is written exactly as nft(8) lists it, so that what the kernel holds can be compared with what was meant,
 * letter by letter: an nft that fails, lies or does half of it is found out here.
 */
public final class Ruleset {
    private static final String NFT = "/usr/sbin/nft";

    private final CommandRunner commands;
    private final String text;

    /**
     * The rules for a gateway of that uid.
     *
     * @param commands what runs nft
     * @param gatewayUid whose packets are the gateway's
     * @param plan the addresses that lead to the proxy
     * @param inbound who may come in, and where
     */
    public Ruleset(CommandRunner commands, int gatewayUid, AddressPlan plan, Inbound inbound) {
        this.commands = commands;
        this.text = resource()
                .replace("\t\tLITERALS_REDIRECTED\n", redirected(plan))
                .replace("\t\tLITERALS_ACCEPTED\n", accepted(plan))
                .replace("\t\tPUBLISHED\n", inbound.rules())
                .replace(Pool.BENCHMARKING.toString(), plan.pool().toString())
                .replace("GATEWAY_UID", Integer.toString(gatewayUid));
    }

    /** Whole flows, not packets: the tail of a connection whose socket is gone is redirected with the rest of it. */
    private static String redirected(AddressPlan plan) {
        var rules = new StringBuilder();
        for (AddressPlan.Place place : plan.places()) {
            for (Literal literal : plan.literals()) {
                if (literal.range().equals(place.real())) {
                    rules.append("\t\tmeta skuid != GATEWAY_UID ip daddr %s tcp dport %d dnat ip %s\n"
                            .formatted(address(place.real()), literal.port(), target(place.inside())));
                }
            }
        }
        return rules.toString();
    }

    /** As nft lists it: a single address has no prefix length, and a range is translated bit by bit behind its prefix. */
    private static String address(Cidr range) {
        return range.isSingleAddress() ? IpAddresses.format(range.network()) : range.toString();
    }

    private static String target(Cidr inside) {
        return (inside.isSingleAddress() ? "to " : "prefix to ") + address(inside);
    }

    /** There and back. The device is not looked at: it is still the one before the redirect; behind routing it is. */
    private static String accepted(AddressPlan plan) {
        return plan.literals().isEmpty() ? "" : """
                \t\tip daddr %1$s meta l4proto 6 ct status dnat accept
                \t\toif "lo" ip saddr %1$s meta l4proto 6 ct status dnat accept
                """.formatted(plan.literalHalf());
    }

    /**
     * Loads the rules and reads them back.
     *
     * @throws KernelException when nft fails or when the kernel lists something else than what was loaded
     */
    public void load() {
        commands.run(List.of(NFT, "-f", "-"), text);
        String listed = commands.run(List.of(NFT, "-y", "-p", "list", "table", "inet", "rustyolo"), "");
        if (!listed.strip().equals(text.strip())) {
            throw new KernelException("the kernel does not hold the rules that were loaded; it lists:\n" + listed);
        }
    }

    /** What is loaded, for tests and for reading. */
    public String text() {
        return text;
    }

    private static String resource() {
        try (var stream = Ruleset.class.getResourceAsStream("/dev/rustyolo/gateway/ruleset.nft")) {
            return new String(Objects.requireNonNull(stream, "ruleset.nft").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
