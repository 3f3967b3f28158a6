package dev.rustyolo.cli.command;

import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.cli.host.Host;

/** Sessions of another account, or with another state directory, aren't ours to clean up. */
final class Owner {
    private static final int LENGTH = 12;

    private Owner() {}

    /** The account and its state directory, as a fingerprint. */
    static String of(Host host) {
        return Fingerprint.of(host.account().uid() + ":" + host.locations().state(), LENGTH);
    }
}
