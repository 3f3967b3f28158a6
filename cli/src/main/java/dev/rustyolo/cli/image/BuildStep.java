package dev.rustyolo.cli.image;

import java.util.Optional;

/** Recognises the lines in a build's output that say which step it is at. */
final class BuildStep {
    private static final String CLASSIC = "Step ";

    private BuildStep() {}

    /**
     * The step, if the line begins one.
     *
     * @param line {@code Step 3/9 : RUN ...} of the classic builder, or {@code #7 [3/9] RUN ...} of BuildKit
     */
    static Optional<String> of(String line) {
        if (line.startsWith(CLASSIC) && line.indexOf(" : ") > 0) {
            int colon = line.indexOf(" : ");
            return Optional.of(line.substring(CLASSIC.length(), colon) + " " + line.substring(colon + 3));
        }
        int open = line.indexOf(" [");
        int close = line.indexOf("] ");
        if (open > 1
                && close > open
                && isNumber(line.substring(0, open))
                && line.substring(open, close).indexOf('/') > 0) {
            return Optional.of(line.substring(open + 2, close) + " " + line.substring(close + 2));
        }
        return Optional.empty();
    }

    private static boolean isNumber(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.startsWith("#");
    }
}
