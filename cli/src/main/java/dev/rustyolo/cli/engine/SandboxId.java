package dev.rustyolo.cli.engine;

/**
 * Tells one sandbox from all others, and ours from another account's.
 *
 * @param session twelve lower-case hex digits, fresh for each run
 * @param owner the account and its state directory, as a fingerprint
 */
public record SandboxId(String session, String owner) {
    /** How many digits a session has. */
    public static final int SESSION_LENGTH = 12;

    /**
     * Checks the session's form.
     *
     * @throws IllegalArgumentException when the session isn't of that form
     */
    public SandboxId {
        if (!isSession(session)) {
            throw new IllegalArgumentException("not a session: " + session);
        }
    }

    /** Could this text be a session's name? */
    public static boolean isSession(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return text.length() == SESSION_LENGTH;
    }
}
