package dev.rustyolo.policy;

import java.util.Locale;

/** Makes text that came from outside safe to print in a message or a log. */
public final class Text {
    /** The most characters of escaped text that {@link #quote} puts between its quotation marks. */
    public static final int MAX_QUOTED = 200;

    private Text() {}

    /**
     * Quotes text so that it is one printable ASCII token: whoever chose the text can end neither the line nor the
     * quotation, and can send nothing to the terminal (escape sequences, bidirectional overrides, zero-width
     * characters).
     *
     * @param text any text, unpaired surrogates included
     * @return the text in double quotes, with {@code "} and {@code \} escaped by a backslash and everything outside
     *     printable ASCII as {@code \n}, {@code \r}, {@code \t} or a backslash, {@code u} and four hexadecimal digits for each UTF-16 unit. If that is longer
     *     than {@value #MAX_QUOTED} characters the rest is left out and the length of the original is added.
     */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            String escaped = escape(text.charAt(i));
            if (quoted.length() - 1 + escaped.length() > MAX_QUOTED) {
                return quoted.append("\"... (")
                        .append(text.length())
                        .append(" characters)")
                        .toString();
            }
            quoted.append(escaped);
        }
        return quoted.append('"').toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c >= ' ' && c <= '~' ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }
}
