package dev.rustyolo.gateway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The packet filter: {@code ruleset.nft}, with the gateway's uid put in, loaded in one transaction and read back.
 *
 * <p>The file is written exactly as nft(8) lists it, so that what the kernel holds can be compared with what was meant,
 * letter by letter: an nft that fails, lies or does half of it is found out here.
 */
public final class Ruleset {
    private static final String NFT = "/usr/sbin/nft";

    private final CommandRunner commands;
    private final String text;

    public Ruleset(CommandRunner commands, int gatewayUid) {
        this.commands = commands;
        this.text = resource().replace("GATEWAY_UID", Integer.toString(gatewayUid));
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
