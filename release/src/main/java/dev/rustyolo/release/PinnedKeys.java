package dev.rustyolo.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose signatures count.
 *
 * @param keys Ed25519 (RFC 8032), by their names
 */
record PinnedKeys(Map<String, PublicKey> keys) {
    private static final int RAW_LENGTH = 32;
    private static final int ID_LENGTH = 16;
    /** What stands before a raw key in its encoding (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Keeps their order. */
    PinnedKeys {
        keys = new LinkedHashMap<>(keys);
    }

    /** Reads a file of lines "NAME KEY", with comments after #. */
    static PinnedKeys read(Path file) throws IOException {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ", -1);
            byte[] raw = words.length == 2 ? decoded(words[1]) : new byte[0];
            if (raw.length != RAW_LENGTH || !id(raw).equals(words[0])) {
                throw new ReleaseException(
                        file + " has a line that is no key with its name; dev/release keygen prints such");
            }
            keys.put(words[0], publicKey(raw));
        }
        if (keys.isEmpty()) {
            throw new ReleaseException(file + " has no key; dev/release keygen makes one");
        }
        return new PinnedKeys(keys);
    }

    /** Returns the line of a key. */
    static String line(PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
        return id(raw) + " " + Base64.getEncoder().encodeToString(raw);
    }

    private static String id(byte[] raw) {
        return Digest.sha256(raw).substring(0, ID_LENGTH);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static PublicKey publicKey(byte[] raw) {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + RAW_LENGTH);
        System.arraycopy(raw, 0, encoded, PREFIX.length, RAW_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new ReleaseException("a key is not one of Ed25519", e);
        }
    }
}
