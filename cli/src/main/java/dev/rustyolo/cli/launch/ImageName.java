package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;

/** Checks an image's name: what may stand in a reference, and never what could be taken for an option. */
public final class ImageName {
    private static final int LONGEST = 512;

    private ImageName() {}

    static String check(String typed) {
        return check("--image", typed);
    }

    /**
     * The name as it is, once checked against the characters of the reference grammar of OCI distribution.
     *
     * @param option what it was typed behind
     */
    public static String check(String option, String typed) {
        boolean good = !typed.isEmpty() && typed.length() <= LONGEST && isAlphanumeric(typed.charAt(0));
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            good &= isAlphanumeric(c) || "._-/:@".indexOf(c) >= 0;
        }
        if (!good || !isAlphanumeric(typed.charAt(typed.length() - 1))) {
            throw CliException.usage(
                    "can't use " + option + " " + Text.quote(typed) + ": it isn't an image's name",
                    "write it like debian:bookworm or registry.example:5000/team/image@sha256:...");
        }
        return typed;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
