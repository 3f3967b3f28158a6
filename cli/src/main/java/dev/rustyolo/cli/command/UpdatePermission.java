package dev.rustyolo.cli.command;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.ui.Printer;

/**
 * Whether the person wants an update to be made, now.
 *
 * @param sessions how many sessions run
 * @param yes have they said so already?
 * @param terminal can they be asked?
 * @param consent what asks
 * @param printer what tells them of sessions
 */
record UpdatePermission(int sessions, boolean yes, boolean terminal, Consent consent, Printer printer) {
    /**
     * Asks, unless they have said so already.
     *
     * @throws CliException when it isn't given
     */
    void require(String question) {
        if (sessions > 0) {
            printer.warn((sessions == 1 ? "a session runs" : sessions + " sessions run")
                    + ", and goes on with the version it was started with until it ends");
        }
        if (yes) {
            return;
        }
        if (!terminal) {
            throw new CliException(
                    ExitCode.UPDATE_REFUSED,
                    "there is no terminal to ask on" + (sessions > 0 ? ", and sessions run" : ""),
                    "to be asked nothing, write rustyolo update --yes");
        }
        if (!consent.given(question + " [y/N]")) {
            throw new CliException(ExitCode.UPDATE_REFUSED, "nothing was changed", "");
        }
    }
}
