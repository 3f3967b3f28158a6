package dev.rustyolo.gateway;

import java.util.List;

/**
 * The gateway's command line.
 *
 * @param uid the uid it drops to; never the agent's
 * @param train load what a session needs and end, for the image's build to record
 */
record Options(int uid, boolean train) {
    private static final int DEFAULT_UID = 64000;
    private static final List<String> UIDS = List.of("64000", "64001");

    /**
     * Parses the arguments.
     *
     * @throws IllegalArgumentException when there is any other than {@code --uid 64000|64001} and {@code --train}
     */
    static Options parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Options(DEFAULT_UID, false);
        }
        if (arguments.equals(List.of("--train"))) {
            return new Options(DEFAULT_UID, true);
        }
        if (arguments.size() == 2 && arguments.getFirst().equals("--uid") && UIDS.contains(arguments.getLast())) {
            return new Options(Integer.parseInt(arguments.getLast()), false);
        }
        throw new IllegalArgumentException("the gateway takes --uid 64000 or --uid 64001, and nothing else");
    }
}
