package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import java.nio.charset.StandardCharsets;

/** The grammar of the person's own text for an agent. */
final class InjectedMessage {
    /** It is an argument, of which the kernel takes 128 KiB, and a file for the agent to read. */
    private static final int LONGEST_BYTES = 16 * 1024;

    private InjectedMessage() {}

    /** Returns it as it is. */
    static String check(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                throw CliException.usage(
                        "--inject-message: the text has a control character", "write lines of plain text");
            }
        }
        if (typed.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw CliException.usage(
                    "--inject-message: the text has more than " + LONGEST_BYTES + " bytes",
                    "put it into a file in the project, and tell the agent to read that");
        }
        return typed;
    }
}
