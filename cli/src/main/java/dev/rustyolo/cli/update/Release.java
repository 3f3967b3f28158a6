package dev.rustyolo.cli.update;

import java.net.URI;
import java.util.Map;

/**
 * A release as the server lists it. Nothing of it is believed before the manifest's signature is.
 *
 * @param version by its tag
 * @param assets where its files are, by name
 */
record Release(ReleaseVersion version, Map<String, URI> assets) {
    Release {
        assets = Map.copyOf(assets);
    }
}
