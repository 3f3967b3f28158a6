package dev.rustyolo.cli.launch;

import java.util.ArrayList;
import java.util.List;

/** Splits the values of options that take lists: white space and commas separate, and mean nothing else. */
final class Words {
    private Words() {}

    static List<String> in(List<String> values) {
        List<String> words = new ArrayList<>();
        for (String value : values) {
            int start = 0;
            for (int i = 0; i <= value.length(); i++) {
                boolean separates = i == value.length() || isSeparator(value.charAt(i));
                if (separates && i > start) {
                    words.add(value.substring(start, i));
                }
                start = separates ? i + 1 : start;
            }
        }
        return List.copyOf(words);
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
    }
}
