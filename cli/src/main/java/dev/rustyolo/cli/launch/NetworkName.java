package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;

/** Checks the name of an engine's network: never one that means another container's namespaces, or the host's. */
public final class NetworkName {
    private static final String REMEDY = "name a network of the engine, see: docker network ls";
    private static final int LONGEST = 128;

    private NetworkName() {}

    /**
     * The name as it is, once checked.
     *
     * @param typed the text, or the empty string for the engine's default
     * @throws CliException when the gateway wouldn't own a network of its own there, or it isn't a name
     */
    public static String check(String typed) {
        if (typed.equals("host") || typed.equals("none") || typed.equals("private") || typed.startsWith("slirp")) {
            throw CliException.usage(
                    "--network " + Text.quote(typed) + " would take the gateway out of the way", REMEDY);
        }
        boolean good = typed.length() <= LONGEST;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            good &= letter || (i > 0 && "_.-".indexOf(c) >= 0);
        }
        if (!good) {
            throw CliException.usage("--network " + Text.quote(typed) + " isn't a network's name", REMEDY);
        }
        return typed;
    }
}
