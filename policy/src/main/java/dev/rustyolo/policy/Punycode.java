package dev.rustyolo.policy;

import java.util.Optional;

/**
 * The decoder of RFC 3492. {@link java.net.IDN} has one, but it gives back what it can't decode as if it were text, and
 * takes only labels of Unicode 3.2.
 *
 * <p>A string has at most one encoding, so what decodes needs no comparison with its re-encoded form.
 */
final class Punycode {
    /** The prefix of an A-label (RFC 5890 section 2.3.2.5), which is not part of the Punycode. */
    static final String PREFIX = "xn--";

    // RFC 3492 section 5
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /**
     * Decodes a label (RFC 3492 section 6.2).
     *
     * @param encoded the label without {@code xn--}: lower-case letters, digits and hyphens, at most a few hundred
     * @return the text, or empty if it is not the encoding of anything
     */
    static Optional<String> decode(String encoded) {
        int delimiter = Math.max(encoded.lastIndexOf('-'), 0);
        StringBuilder decoded = new StringBuilder(encoded.substring(0, delimiter));
        int codePoints = delimiter;
        long n = INITIAL_N;
        long i = 0;
        int bias = INITIAL_BIAS;
        int at = delimiter == 0 ? 0 : delimiter + 1;
        while (at < encoded.length()) {
            long oldI = i;
            long weight = 1;
            boolean more = true;
            for (int k = BASE; more; k += BASE) {
                int digit = at < encoded.length() ? digit(encoded.charAt(at++)) : -1;
                if (digit < 0) {
                    return Optional.empty();
                }
                i += digit * weight;
                int threshold = Math.clamp(k - bias, T_MIN, T_MAX);
                weight *= BASE - threshold;
                more = digit >= threshold;
                // Far beyond any valid delta, far below an overflow of the next round.
                if (i > Integer.MAX_VALUE || weight > Integer.MAX_VALUE * (long) BASE) {
                    return Optional.empty();
                }
            }
            codePoints++;
            bias = adapt(i - oldI, codePoints, oldI == 0);
            n += i / codePoints;
            i %= codePoints;
            if (n > Character.MAX_CODE_POINT || (n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE)) {
                return Optional.empty();
            }
            decoded.insert(decoded.offsetByCodePoints(0, (int) i), Character.toChars((int) n));
            i++;
        }
        return Optional.of(decoded.toString());
    }

    /** RFC 3492 section 6.1. */
    private static int adapt(long difference, int codePoints, boolean first) {
        long delta = first ? difference / DAMP : difference / 2;
        delta += delta / codePoints;
        int k = 0;
        while (delta > (BASE - T_MIN) * T_MAX / 2) {
            delta /= BASE - T_MIN;
            k += BASE;
        }
        return k + (int) ((BASE - T_MIN + 1) * delta / (delta + SKEW));
    }

    private static int digit(char c) {
        if (Ascii.isLowerCaseLetter(c)) {
            return c - 'a';
        }
        return Ascii.isDigit(c) ? c - '0' + 26 : -1;
    }
}
