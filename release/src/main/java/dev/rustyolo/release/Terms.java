package dev.rustyolo.release;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a manifest says that no archive does.
 *
 * @param minimum the oldest version that may update to it
 * @param expires when nobody takes it any more
 * @param agentImage of a registry, with its digest; or nothing
 * @param gatewayImage the same
 */
record Terms(String minimum, Instant expires, String agentImage, String gatewayImage) {
    private static final Duration LIFE = Duration.ofDays(365);
    private static final String VERSION = "[0-9]+\\.[0-9]+\\.[0-9]+";
    private static final String IMAGE = "|[a-z0-9.:/_-]+@sha256:[0-9a-f]{64}";

    /** Demands that they are what they should be. */
    Terms {
        if (!minimum.matches(VERSION)) {
            throw new ReleaseException("the minimum must be a version, as 0.1.0");
        }
        if (!agentImage.matches(IMAGE) || !gatewayImage.matches(IMAGE)) {
            throw new ReleaseException("an image must be named with its digest, as registry/name@sha256:...");
        }
    }

    /** Reads them; a release lives for a year unless told. */
    static Terms of(Options options, Instant now) {
        return new Terms(
                options.get("--minimum").orElse("0.1.0"),
                options.get("--expires")
                        .map(Instant::parse)
                        .orElse(now.plus(LIFE).truncatedTo(ChronoUnit.DAYS)),
                options.get("--agent-image").orElse(""),
                options.get("--gateway-image").orElse(""));
    }
}
