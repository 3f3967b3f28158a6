package dev.rustyolo.cli.update;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A release key of a test's own, and manifests. */
record Signed(KeyPair pair) {
    static final String PURPOSE = "rustyolo release manifest 1\n";

    static Signed key() {
        try {
            return new Signed(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return sha256(raw()).substring(0, 16);
    }

    String line() {
        return id() + " " + Base64.getEncoder().encodeToString(raw()) + "\n";
    }

    /** The line of a signature over what is purposed and the text. */
    String sign(String purpose, byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(purpose.getBytes(StandardCharsets.UTF_8));
            signature.update(text);
            return id() + " " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String sign(byte[] text) {
        return sign(PURPOSE, text);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good manifest of an archive. */
    static String manifest(String version, byte[] archive) {
        return """
                {"format":1,"version":"%s","target":"x86_64-unknown-linux-gnu",\
                "archive":"rustyolo-x86_64-unknown-linux-gnu.tar.gz","size":%d,"sha256":"%s","minimum":"0.1.0",\
                "expires":"2027-11-27T00:00:00Z","images":{"agent":"","gateway":""}}
                """.formatted(version, archive.length, sha256(archive));
    }

    private byte[] raw() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }
}
