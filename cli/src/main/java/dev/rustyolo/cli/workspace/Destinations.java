package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.util.List;

/** The rules for where in the sandbox a volume may appear. */
public final class Destinations {
    private Destinations() {}

    /**
     * Judges the destinations of all volumes.
     *
     * @param volumes what the person asked for
     * @throws CliException when one covers a place of ours, or two have the same destination
     */
    public static void require(List<BindMount> volumes) {
        for (BindMount volume : volumes) {
            requireFree(volume.destination());
        }
        for (int i = 0; i < volumes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (volumes.get(i).destination().equals(volumes.get(j).destination())) {
                    throw CliException.usage(
                            "two volumes have the destination " + quoted(volumes.get(i)), "leave one of them out");
                }
            }
        }
    }

    private static void requireFree(String destination) {
        for (String reserved : SandboxPaths.RESERVED) {
            if (SandboxPaths.isWithin(reserved, destination)) {
                throw refused(destination, reserved);
            }
        }
        for (String closed : SandboxPaths.CLOSED) {
            if (SandboxPaths.isWithin(destination, closed)) {
                throw refused(destination, closed);
            }
        }
    }

    private static CliException refused(String destination, String reserved) {
        String remedy = reserved.equals(SandboxPaths.AUTH_HOME)
                ? "name the directory of logins with --auth-home DIR"
                : "mount it somewhere else, for example below " + SandboxPaths.HOME
                        + " or at a new place such as /data";
        return new CliException(
                ExitCode.UNSAFE_MOUNT,
                "the destination " + Text.quote(destination) + " is refused: the sandbox needs " + reserved
                        + " as it is",
                remedy);
    }

    private static String quoted(BindMount volume) {
        return Text.quote(volume.destination());
    }
}
