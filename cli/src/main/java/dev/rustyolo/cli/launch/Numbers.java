package dev.rustyolo.cli.launch;

/** Reads numbers strictly: ASCII digits and nothing else. */
final class Numbers {
    private static final int LONGEST = 18;

    private Numbers() {}

    /**
     * Reads a number.
     *
     * @param text digits
     * @param highest the highest value allowed
     * @return the number, or -1 when the text isn't one or is too high
     */
    static long parse(String text, long highest) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number <= highest ? number : -1;
    }
}
