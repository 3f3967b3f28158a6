package dev.rustyolo.e2e.release;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key of the test's own to sign releases with: Ed25519 (RFC 8032).
 *
 * @param pair both halves
 */
public record ReleaseKey(KeyPair pair) {
    /** What stands before a manifest when it is signed, so that no other signature can pass for one. */
    public static final String CONTEXT = "rustyolo release manifest 1\n";

    private static final int RAW_LENGTH = 32;

    /** Makes a new one. */
    public static ReleaseKey generate() {
        try {
            return new ReleaseKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns its name: the first 16 hex digits of the hash of the public key. */
    public String id() {
        return sha256(raw()).substring(0, 16);
    }

    /** Returns the line that a file of pinned keys has of it. */
    public String publicLine() {
        return id() + " " + Base64.getEncoder().encodeToString(raw());
    }

    /** Returns the line that a file of signatures has of a manifest. */
    public String signatureLine(byte[] manifest) {
        return id() + " " + Base64.getEncoder().encodeToString(sign(CONTEXT, manifest));
    }

    /** Returns the same without what belongs before the manifest, as a tool would make it that knows nothing of that. */
    public String bareSignatureLine(byte[] manifest) {
        return id() + " " + Base64.getEncoder().encodeToString(sign("", manifest));
    }

    /** Returns the private key as openssl(1) writes it. */
    public String privatePem() {
        String body = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /** Returns the hash of some bytes, in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(String context, byte[] manifest) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(context.getBytes(StandardCharsets.UTF_8));
            signature.update(manifest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key itself stands at the end of its encoding (RFC 8410). */
    private byte[] raw() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
    }
}
