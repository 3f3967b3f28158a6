package dev.rustyolo.policy;

import java.util.OptionalInt;

/**
 * Characters and numbers in ASCII and nothing else. The JDK's own methods know better: {@link String#toLowerCase()}
 * depends on the locale and makes ASCII out of a Kelvin sign, {@link Integer#parseInt(String)} takes signs, leading
 * zeros and the digits of every script.
 */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLowerCaseLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** {@return the text with A to Z in lower case and all else as it was} */
    static String lowerCase(String text) {
        if (!hasUpperCase(text)) {
            return text;
        }
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    private static boolean hasUpperCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    /** {@return the number from 0 to {@code max} that the text is in decimal without leading zeros, or empty} */
    static OptionalInt number(String text, int max) {
        boolean plain = !text.isEmpty()
                && text.length() <= 9
                && (text.length() == 1 || text.charAt(0) != '0')
                && text.chars().allMatch(Ascii::isDigit);
        if (!plain) {
            return OptionalInt.empty();
        }
        int number = text.chars().reduce(0, (value, digit) -> value * 10 + (digit - '0'));
        return number <= max ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
