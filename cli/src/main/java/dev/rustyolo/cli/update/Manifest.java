package dev.rustyolo.cli.update;

import dev.rustyolo.cli.host.Utf8;
import dev.rustyolo.cli.json.Json;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * What a release says about itself for one target; believed only when its signature is good.
 *
 * @param version the release's
 * @param target whom it is for
 * @param archive the name of the archive
 * @param size of the archive, in bytes
 * @param sha256 of the archive, 64 lower-case hex digits
 * @param minimum the oldest version that may update to it
 * @param expires when it is no longer to be believed that nothing newer is out
 * @param agentImage the agents' image, by digest; empty when none is published
 * @param gatewayImage the gateway's image, by digest; empty when none is published
 */
public record Manifest(
        ReleaseVersion version,
        String target,
        String archive,
        long size,
        String sha256,
        ReleaseVersion minimum,
        Instant expires,
        String agentImage,
        String gatewayImage) {
    /** No archive of ours will ever be larger. */
    static final long LARGEST = 512L << 20;

    private static final Set<String> FIELDS =
            Set.of("format", "version", "target", "archive", "size", "sha256", "minimum", "expires", "images");
    private static final Set<String> IMAGES = Set.of("agent", "gateway");
    private static final String FORMAT = "1";
    private static final int HASH_LENGTH = 64;

    /**
     * Reads one.
     *
     * @throws IOException when it isn't one; the message says why, in words for one line
     */
    public static Manifest parse(byte[] bytes) throws IOException {
        Json.Members all = Json.parse(utf8(bytes));
        // First, since another format may have other fields.
        if (!FORMAT.equals(number(all, "format"))) {
            throw new IOException("its format is " + Text.quote(number(all, "format"))
                    + ", and this version of rustyolo knows only " + FORMAT);
        }
        requireExactly(all, FIELDS);
        if (!(all.map().get("images") instanceof Json.Members images)) {
            throw new IOException("\"images\" isn't an object");
        }
        requireExactly(images, IMAGES);
        return new Manifest(
                version(all, "version"),
                words(all, "target"),
                words(all, "archive"),
                size(all),
                hash(words(all, "sha256")),
                version(all, "minimum"),
                instant(words(all, "expires")),
                image(words(images, "agent")),
                image(words(images, "gateway")));
    }

    private static String utf8(byte[] bytes) throws IOException {
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new IOException("it isn't UTF-8", e);
        }
    }

    private static void requireExactly(Json.Members members, Set<String> names) throws IOException {
        for (String name : names) {
            if (!members.map().containsKey(name)) {
                throw new IOException("it has no \"" + name + "\"");
            }
        }
        for (String name : members.map().keySet()) {
            if (!names.contains(name)) {
                throw new IOException("it has " + Text.quote(name) + ", which this format doesn't");
            }
        }
    }

    private static String words(Json.Members members, String name) throws IOException {
        if (members.map().get(name) instanceof Json.Words(String text)) {
            return text;
        }
        throw new IOException("\"" + name + "\" isn't a string");
    }

    private static String number(Json.Members members, String name) throws IOException {
        if (members.map().get(name) instanceof Json.Literal(String text)) {
            return text;
        }
        throw new IOException("\"" + name + "\" isn't a number");
    }

    private static ReleaseVersion version(Json.Members members, String name) throws IOException {
        return ReleaseVersion.parse(words(members, name))
                .orElseThrow(() -> new IOException("\"" + name + "\" isn't a version"));
    }

    private static long size(Json.Members members) throws IOException {
        String text = number(members, "size");
        try {
            long size = Long.parseLong(text);
            if (size > 0 && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("\"size\" isn't a whole number", e);
        }
        throw new IOException("\"size\" is " + text + ", and an archive has at most " + LARGEST + " bytes");
    }

    private static String hash(String text) throws IOException {
        if (text.length() == HASH_LENGTH
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return text;
        }
        throw new IOException("\"sha256\" isn't 64 lower-case hex digits");
    }

    private static Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IOException("\"expires\" isn't a time", e);
        }
    }

    /** A reference that says exactly which image: {@code registry/name@sha256:...}, with no tag. */
    private static String image(String reference) throws IOException {
        if (reference.isEmpty()) {
            return "";
        }
        int at = reference.indexOf("@sha256:");
        if (at > 0 && reference.lastIndexOf('/', at) > 0 && ImageMirror.isAddress(reference.substring(0, at))) {
            hash(reference.substring(at + "@sha256:".length()));
            return reference;
        }
        throw new IOException("an image isn't named by registry and digest");
    }
}
