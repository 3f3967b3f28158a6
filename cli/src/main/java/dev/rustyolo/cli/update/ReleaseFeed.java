package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.json.Json;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which releases there are, as GitHub's API has them: {@code GET /repos/OWNER/NAME/releases/latest} and such. */
final class ReleaseFeed {
    private static final int LARGEST_LIST = 2 << 20;
    private static final int LARGEST_MANIFEST = 64 << 10;
    private static final int LARGEST_SIGNATURES = 8 << 10;
    private static final Map<String, String> JSON = Map.of("Accept", "application/vnd.github+json");

    private final Web web;
    private final UpdateSource source;
    private final ReleaseKeys keys;

    ReleaseFeed(Web web, UpdateSource source, ReleaseKeys keys) {
        this.web = web;
        this.source = source;
        this.keys = keys;
    }

    /** The newest release, or the one of that version. */
    Release find(Optional<ReleaseVersion> wanted) {
        URI address = source.releases(wanted.map(version -> "tags/v" + version).orElse("latest"));
        String what = wanted.map(version -> "the release " + version).orElse("the newest release");
        byte[] answer = web.small(address, what, LARGEST_LIST, JSON);
        try {
            Release release = parse(Json.parse(new String(answer, StandardCharsets.UTF_8)));
            if (wanted.isPresent() && !wanted.get().equals(release.version())) {
                throw new IOException("it is of " + release.version());
            }
            return release;
        } catch (IOException e) {
            throw Failures.failed(
                    "the answer of " + Text.quote(String.valueOf(address.getHost())) + " isn't about a release: "
                            + Failures.why(e),
                    "check --api-url and --repository");
        }
    }

    /**
     * The manifest for a target, which is good.
     *
     * @param current the version that is installed
     * @param now the time
     * @throws CliException when it isn't signed, or is for something else, or too old
     */
    Manifest manifest(Release release, Target target, ReleaseVersion current, Instant now) {
        byte[] manifest = web.small(
                asset(release, target.manifest()), "the manifest for " + target.triple(), LARGEST_MANIFEST, Map.of());
        byte[] signatures = signatures(release, target);
        keys.require(manifest, signatures);
        try {
            Manifest good = Manifest.parse(manifest);
            require(good, release, target, current, now);
            return good;
        } catch (IOException e) {
            throw Failures.refused(
                    "the release's manifest is refused: " + Failures.why(e),
                    "if it is of a later format, install rustyolo anew");
        }
    }

    private byte[] signatures(Release release, Target target) {
        URI address = release.assets().get(target.signatures());
        return address == null
                ? new byte[0]
                : web.small(address, "the signature of the manifest", LARGEST_SIGNATURES, Map.of());
    }

    /** Where the archive is. */
    URI archive(Release release, Manifest manifest) {
        return asset(release, manifest.archive());
    }

    private static void require(
            Manifest manifest, Release release, Target target, ReleaseVersion current, Instant now) {
        String wrong = "the server is broken, or somebody plays with it; nothing was changed";
        if (!manifest.target().equals(target.triple()) || !manifest.archive().equals(target.archive())) {
            throw refused(
                    "it is for another target: " + Text.quote(manifest.target()) + " instead of " + target.triple(),
                    wrong);
        }
        if (!manifest.version().equals(release.version())) {
            throw refused(
                    "it is of version " + manifest.version() + ", and the release is called " + release.version(),
                    wrong);
        }
        if (manifest.expires().isBefore(now)) {
            throw refused(
                    "it was good until " + manifest.expires() + ": the server may be keeping newer versions from you",
                    "check this machine's clock, and whether the release page has a newer version");
        }
        if (current.isBefore(manifest.minimum())) {
            throw refused(
                    "version " + manifest.version() + " takes over from " + manifest.minimum()
                            + " or newer, and this is " + current,
                    "update to " + manifest.minimum() + " first: rustyolo update --to " + manifest.minimum());
        }
    }

    private static CliException refused(String why, String remedy) {
        return Failures.refused("the release's manifest is refused: " + why, remedy);
    }

    private static URI asset(Release release, String name) {
        URI address = release.assets().get(name);
        if (address == null) {
            throw Failures.failed(
                    "release " + release.version() + " has no " + name,
                    "there may be no release for this machine; see the release page");
        }
        return address;
    }

    private static Release parse(Json.Members all) throws IOException {
        if (!(all.map().get("tag_name") instanceof Json.Words(String tag))
                || !(all.map().get("assets") instanceof Json.Items assets)) {
            throw new IOException("it has no tag, or no assets");
        }
        ReleaseVersion version = ReleaseVersion.parse(tag.startsWith("v") ? tag.substring(1) : "")
                .orElseThrow(() -> new IOException("its tag " + Text.quote(tag) + " isn't v and a version"));
        Map<String, URI> found = new HashMap<>();
        for (Json asset : assets.list()) {
            if (!(asset instanceof Json.Members members)
                    || !(members.map().get("name") instanceof Json.Words(String name))
                    || !(members.map().get("browser_download_url") instanceof Json.Words(String address))) {
                throw new IOException("an asset has no name or no address");
            }
            if (found.put(name, Web.address(address, "the address of " + name)) != null) {
                throw new IOException("the asset " + Text.quote(name) + " is there twice");
            }
        }
        return new Release(version, found);
    }
}
