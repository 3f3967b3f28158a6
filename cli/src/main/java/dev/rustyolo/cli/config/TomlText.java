package dev.rustyolo.cli.config;

import java.util.List;

/** Writes values in TOML so that nothing in them is left out, and nothing but printable ASCII comes out. */
final class TomlText {
    private static final int SHORT = 4;
    private static final int LONG = 8;

    private TomlText() {}

    /** A basic string. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.appendCodePoint(c);
            } else if (Character.isBmpCodePoint(c)) {
                quoted.append("\\u").append(hex(c, SHORT));
            } else {
                quoted.append("\\U").append(hex(c, LONG));
            }
        });
        return quoted.append('"').toString();
    }

    /** An array of strings on one line. */
    static String list(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(TomlText::quote).toList()) + "]";
    }

    private static String hex(int codePoint, int digits) {
        String hex = Integer.toHexString(codePoint);
        return "0".repeat(digits - hex.length()) + hex;
    }
}
