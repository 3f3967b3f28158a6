package dev.rustyolo.e2e.lab;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A secret that an attack tries to get out, and how to recognise it in whatever clothes it comes.
 *
 * @param text lower-case letters and digits, fit for a DNS label
 */
public record Nonce(String text) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes a new one. */
    public static Nonce fresh() {
        StringBuilder text = new StringBuilder("n");
        RANDOM.ints(LENGTH - 1, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new Nonce(text.toString());
    }

    /** Returns what to look for: plain, reversed, hex, base32 and base64 at each alignment, all in lower case. */
    public Set<String> forms() {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Set<String> forms = new TreeSet<>();
        forms.add(text);
        forms.add(new StringBuilder(text).reverse().toString());
        forms.add(HexFormat.of().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(inner(Base64.getEncoder().withoutPadding().encodeToString(shifted(bytes, shift)), shift * 8, 6));
        }
        for (int shift = 0; shift < 5; shift++) {
            forms.add(inner(base32(shifted(bytes, shift)), shift * 8, 5));
        }
        return forms;
    }

    /** Returns it in base32 (RFC 4648), lower case, without padding. */
    public String base32() {
        return base32(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] shifted(byte[] bytes, int shift) {
        byte[] shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        return shifted;
    }

    /** Drops the characters that the bytes before or after have a say in. */
    private static String inner(String encoded, int bitsBefore, int bitsEach) {
        int first = (bitsBefore + bitsEach - 1) / bitsEach;
        return encoded.substring(first, encoded.length() - 1).toLowerCase(Locale.ROOT);
    }

    private static String base32(byte[] bytes) {
        StringBuilder bits = new StringBuilder();
        for (byte b : bytes) {
            bits.append(String.format("%8s", Integer.toBinaryString(b & 0xff)).replace(' ', '0'));
        }
        return IntStream.range(0, bits.length() / 5)
                .map(i -> Integer.parseInt(bits.substring(i * 5, i * 5 + 5), 2))
                .collect(StringBuilder::new, (s, i) -> s.append(BASE32.charAt(i)), StringBuilder::append)
                .toString();
    }

    /**
     * Bytes to look through.
     *
     * @param lower them in lower case
     * @param joined the same without dots, dashes, percent signs, blanks and line ends
     */
    public record Haystack(String lower, String joined) {
        /** Takes one char for each byte (ISO 8859-1). */
        public static Haystack of(String bytes) {
            String lower = bytes.toLowerCase(Locale.ROOT);
            return new Haystack(lower, lower.replaceAll("[^a-z0-9+/=_]", ""));
        }

        /** Says whether any of the forms is in it, in one piece or in several. */
        public boolean holdsAny(Set<String> forms) {
            return forms.stream().anyMatch(form -> lower.contains(form) || joined.contains(form));
        }
    }
}
