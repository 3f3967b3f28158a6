package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys (Ed25519, RFC 8032) whose signature makes a manifest good. They are part of the program, and nothing but
 * another program has others. There are two, so that one can be given up without stranding anybody.
 */
public final class ReleaseKeys {
    private static final String RESOURCE = "release-keys.txt";
    private static final byte[] PURPOSE = "rustyolo release manifest 1\n".getBytes(StandardCharsets.UTF_8);
    /** What stands before the 32 bytes of such a key in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 16;
    private static final int MOST_SIGNATURES = 16;

    private final Map<String, PublicKey> keys;

    private ReleaseKeys(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /** Those that this program was built with. */
    public static ReleaseKeys pinned() {
        try (InputStream resource = ReleaseKeys.class.getResourceAsStream(RESOURCE)) {
            return parse(resource == null ? "" : new String(resource.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own keys can't be read", e);
        }
    }

    /**
     * Reads lines of {@code ID KEY}: the key's 32 bytes in Base64, and of their SHA-256 the first 16 hex digits.
     *
     * @throws IllegalStateException when a line is anything else: the program was built wrong
     */
    static ReleaseKeys parse(String text) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ", -1);
            if (words.length != 2) {
                throw new IllegalStateException("not a line of a key: " + Text.quote(line));
            }
            byte[] raw = Base64.getDecoder().decode(words[1]);
            if (raw.length != KEY_LENGTH || !words[0].equals(id(raw))) {
                throw new IllegalStateException("the key " + Text.quote(words[0]) + " isn't the one of this name");
            }
            keys.put(words[0], publicKey(raw));
        }
        return new ReleaseKeys(keys);
    }

    /**
     * Holds a manifest to its signatures.
     *
     * @param manifest its bytes
     * @param signatures the file beside it: a line {@code ID SIGNATURE} for each
     * @throws CliException when none of them is a good one by a key that this program knows
     */
    void require(byte[] manifest, byte[] signatures) {
        List<String> unknown = new ArrayList<>();
        boolean wrong = false;
        List<String> lines =
                new String(signatures, StandardCharsets.ISO_8859_1).lines().toList();
        for (String line : lines.subList(0, Math.min(MOST_SIGNATURES, lines.size()))) {
            String[] words = line.split(" ", -1);
            if (words.length != 2) {
                throw refused("its signature file can't be read: " + Text.quote(line) + " is no line of one");
            }
            PublicKey key = keys.get(words[0]);
            if (key == null) {
                unknown.add(words[0]);
            } else if (isGood(key, manifest, words[1])) {
                return;
            } else {
                wrong = true;
            }
        }
        if (wrong) {
            throw refused("its signature doesn't belong to it: one of the two was changed, or is of another file");
        }
        if (unknown.isEmpty()) {
            throw refused("it isn't signed");
        }
        throw refused("it is signed with a key that this version of rustyolo doesn't know ("
                + Text.quote(String.join(" ", unknown)) + ")");
    }

    private static CliException refused(String why) {
        return Failures.refused(
                "the release's manifest is refused: " + why,
                "if the release page says so as well, install rustyolo anew; else report it, and don't install it");
    }

    private static boolean isGood(PublicKey key, byte[] manifest, String signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(PURPOSE);
            verifier.update(manifest);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String id(byte[] raw) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw);
            return HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static PublicKey publicKey(byte[] raw) {
        byte[] encoded = new byte[PREFIX.length + raw.length];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(raw, 0, encoded, PREFIX.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not an Ed25519 key", e);
        }
    }
}
