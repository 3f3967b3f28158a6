package dev.rustyolo.policy;

/**
 * A port of the sandbox that programs on the person's machine may reach: on its loopback, by TCP, and nowhere else. The
 * engine leads to an entrance of the gateway, which leads to the agent's port; the agent itself answers nobody outside.
 *
 * @param host the port of 127.0.0.1 on the person's machine
 * @param inside the port that the agent listens on, at its own loopback
 */
public record PublishedPort(int host, int inside) {
    /** How many there can be. */
    public static final int MOST = 16;

    private static final int FIRST_ENTRANCE = 15_100;
    /** Where the gateway has its own ports. */
    private static final int OWN_FROM = 15_000;

    private static final int OWN_TO = 15_199;
    private static final int LARGEST = 65_535;
    private static final int DIGITS = 5;

    /**
     * Checks the numbers.
     *
     * @throws InvalidRuleException when they can't be published
     */
    public PublishedPort {
        if (!isPort(host) || !isPort(inside)) {
            throw new InvalidRuleException(host + ":" + inside, "a port is a number from 1 to 65535", "give another");
        }
        if (inside >= OWN_FROM && inside <= OWN_TO) {
            throw new InvalidRuleException(
                    host + ":" + inside,
                    "ports " + OWN_FROM + " to " + OWN_TO + " of the sandbox are the gateway's",
                    "let the agent listen on another");
        }
    }

    /**
     * Reads {@code PORT} or {@code HOSTPORT:PORT}.
     *
     * @throws InvalidRuleException when it is anything else
     */
    public static PublishedPort parse(String typed) {
        int colon = typed.indexOf(':');
        String host = colon < 0 ? typed : typed.substring(0, colon);
        String inside = colon < 0 ? typed : typed.substring(colon + 1);
        if (!isNumber(host) || !isNumber(inside)) {
            throw new InvalidRuleException(
                    typed,
                    "it isn't a port, or two with a colon between; ports are TCP, and published on 127.0.0.1 alone",
                    "write it like 1455 or 8080:1455");
        }
        return new PublishedPort(Integer.parseInt(host), Integer.parseInt(inside));
    }

    /** {@return the gateway's port for the one at that place of the list} */
    public static int entrance(int index) {
        return FIRST_ENTRANCE + index;
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= LARGEST;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= DIGITS
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return host + ":" + inside;
    }
}
