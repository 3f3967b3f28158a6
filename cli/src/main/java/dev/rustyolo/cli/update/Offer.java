package dev.rustyolo.cli.update;

import java.net.URI;

/** What the server has for this installation. */
public sealed interface Offer {
    /**
     * Nothing newer.
     *
     * @param version what is installed
     */
    record UpToDate(ReleaseVersion version) implements Offer {}

    /**
     * A newer version, whose manifest is good.
     *
     * @param manifest what it says
     * @param archive where it is
     */
    record Newer(Manifest manifest, URI archive) implements Offer {}
}
