package dev.rustyolo.cli.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long texts that nobody can make collide on purpose. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Has Java get ready for it on a thread of its own, since that takes a while and every launch will need it. */
    public static void prepare() {
        Thread.ofPlatform().daemon().name("prepare").start(() -> of("", 1));
    }

    /**
     * The first digits of a text's SHA-256, in lower-case hex.
     *
     * @param digits how many, at most 64
     */
    public static String of(String text, int digits) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
