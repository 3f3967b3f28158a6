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
    /** Where the last one was found: values of one line come one after the other, and a line may be the whole file. */
    private Place last = new Place(0, 0, 0);

    /** A place in a line, in characters of the text and in code points of the line. */
    private record Place(int lineStart, int index, int codePoints) {}

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
        Place place = place(lineStarts[line - 1], start.column() - 1);
        int index = place.index();
        while (index < text.length() && isBetweenValues(text.charAt(index))) {
            char c = text.charAt(index);
            int end = c == '#' ? text.indexOf('\n', index) : index;
            if (end < 0) {
                return start;
            }
            index = end + 1;
            if (text.charAt(end) == '\n') {
                line++;
                place = new Place(index, index, 0);
            }
        }
        if (index == text.length()) {
            return start;
        }
        last = new Place(place.lineStart(), index, place.codePoints() + text.codePointCount(place.index(), index));
        return new Position(line, last.codePoints() + 1);
    }

    private Place place(int lineStart, int codePoints) {
        boolean onwards = last.lineStart() == lineStart && last.codePoints() <= codePoints;
        int index = onwards ? last.index() : lineStart;
        int passed = onwards ? last.codePoints() : 0;
        while (passed < codePoints && index < text.length()) {
            index += Character.charCount(text.codePointAt(index));
            passed++;
        }
        return new Place(lineStart, index, passed);
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
