package dev.rustyolo.cli.config;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/**
 * Places in a text. The library gives for a value of an array the place behind the comma before it, which is mostly on
 * another line than the value.
 */
final class Positions {
    private final String text;
    private int[] lineStarts = new int[16];
    private int lines;

    Positions(String text) {
        this.text = text;
        addLine(0);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                addLine(i + 1);
            }
        }
    }

    /** As the library has it. */
    static Position of(@Nullable TomlPosition position) {
        return position == null ? new Position(1, 1) : new Position(position.line(), position.column());
    }

    /** The place of the value that follows, behind blanks, ends of lines and comments. */
    Position ofValue(@Nullable TomlPosition before) {
        Position start = of(before);
        if (start.line() > lines) {
            return start;
        }
        int line = start.line();
        int lineStart = lineStarts[line - 1];
        int index = Math.min(text.length(), skip(lineStart, start.column() - 1));
        while (index < text.length() && isBetweenValues(text.charAt(index))) {
            char c = text.charAt(index);
            int end = c == '#' ? text.indexOf('\n', index) : index;
            if (end < 0) {
                return start;
            }
            index = end + 1;
            if (text.charAt(end) == '\n') {
                line++;
                lineStart = index;
            }
        }
        return index == text.length() ? start : new Position(line, text.codePointCount(lineStart, index) + 1);
    }

    private int skip(int from, int codePoints) {
        int index = from;
        for (int i = 0; i < codePoints && index < text.length(); i++) {
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
    }

    private static boolean isBetweenValues(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == '#';
    }

    private void addLine(int start) {
        if (lines == lineStarts.length) {
            lineStarts = Arrays.copyOf(lineStarts, lines * 2);
        }
        lineStarts[lines++] = start;
    }
}
