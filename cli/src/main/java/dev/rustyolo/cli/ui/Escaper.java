package dev.rustyolo.cli.ui;

/**
 * Makes text harmless for a terminal: control characters (C0, DEL and C1), line and paragraph separators and the
 * characters that change the direction of writing are shown as {@code \}{@code u....}; everything else stays.
 */
public final class Escaper {
    private Escaper() {}

    /** For text that must stay on one line. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** For text of several lines: newlines and tabs stay. */
    public static String text(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepLines) {
        int first = firstHarmful(text, keepLines);
        if (first < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmful(c, keepLines)) {
                String hex = Integer.toHexString(c);
                escaped.append("\\u").repeat('0', 4 - hex.length()).append(hex);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static int firstHarmful(String text, boolean keepLines) {
        for (int i = 0; i < text.length(); i++) {
            if (isHarmful(text.charAt(i), keepLines)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHarmful(char c, boolean keepLines) {
        if (c == '\n' || c == '\t') {
            return !keepLines;
        }
        return c < 0x20
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x061c
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }
}
