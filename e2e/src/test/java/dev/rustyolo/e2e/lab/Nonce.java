package dev.rustyolo.e2e.lab;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
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

    /**
     * Says whether the bytes hold it: plain, reversed, in hex, base32 or base64 at any alignment, in any case, and
     * also when it is split by dots, dashes, percent signs, line ends or blanks.
     *
     * @param bytes one char for each byte (ISO 8859-1)
     */
    public boolean isIn(String bytes) {
        String lower = bytes.toLowerCase(Locale.ROOT);
        String joined = lower.replaceAll("[^a-z0-9+/=_]", "");
        return forms().stream().anyMatch(form -> lower.contains(form) || joined.contains(form));
    }

    /** Returns what to look for, all in lower case: base64 loses little by it at this length. */
    private Set<String> forms() {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Set<String> forms = new TreeSet<>();
        forms.add(text);
        forms.add(new StringBuilder(text).reverse().toString());
        forms.add(HexFormat.of().formatHex(bytes));
        for (int shift : List.of(0, 1, 2)) {
            forms.add(inner(Base64.getEncoder().withoutPadding().encodeToString(shifted(bytes, shift)), shift * 8, 6));
        }
        for (int shift : List.of(0, 1, 2, 3, 4)) {
            forms.add(inner(base32(shifted(bytes, shift)), shift * 8, 5));
        }
        return forms;
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
}
