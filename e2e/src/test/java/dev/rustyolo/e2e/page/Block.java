package dev.rustyolo.e2e.page;

import java.util.List;

/**
 * What stands between two fences of a page.
 *
 * @param place the page and the line it begins at
 * @param language the word behind the fence
 * @param lines what stands there
 */
public record Block(String place, String language, List<String> lines) {
    /** Copies the lines. */
    public Block {
        lines = List.copyOf(lines);
    }

    /** Returns all of it. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Names it in a report. */
    @Override
    public String toString() {
        return place;
    }
}
