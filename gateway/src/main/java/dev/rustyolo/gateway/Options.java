package dev.rustyolo.gateway;

import java.time.Duration;
import java.util.List;

/**
 * The gateway's command line.
 *
 * @param uid the uid it drops to; never the agent's
 * @param patience how long it waits for the first command
 * @param train load what a session needs and end, for the image's build to record
 */
record Options(int uid, Duration patience, boolean train) {
    /** How long the CLI may be silent. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int DEFAULT_UID = 64000;
    private static final List<String> UIDS = List.of("64000", "64001");
    private static final int LONGEST_NUMBER = 5;

    /**
     * Parses the arguments.
     *
     * @throws IllegalArgumentException when there is any other than {@code --train}, or {@code --uid 64000|64001} and then
     *     maybe {@code --spare SECONDS}
     */
    static Options parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Options(DEFAULT_UID, SILENCE, false);
        }
        if (arguments.equals(List.of("--train"))) {
            return new Options(DEFAULT_UID, SILENCE, true);
        }
        boolean spare = arguments.size() == 4 && arguments.get(2).equals("--spare") && isNumber(arguments.get(3));
        if ((arguments.size() == 2 || spare)
                && arguments.getFirst().equals("--uid")
                && UIDS.contains(arguments.get(1))) {
            Duration patience = spare ? Duration.ofSeconds(Integer.parseInt(arguments.get(3))) : SILENCE;
            return new Options(Integer.parseInt(arguments.get(1)), patience, false);
        }
        throw new IllegalArgumentException(
                "the gateway takes --uid 64000 or --uid 64001, then maybe --spare SECONDS, and nothing else");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
