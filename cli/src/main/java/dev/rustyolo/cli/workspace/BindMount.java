package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;

/**
 * A file or directory of the host that the sandbox sees.
 *
 * @param source canonical path on the host
 * @param destination absolute, normalised path in the sandbox
 * @param readOnly can the sandbox not write to it?
 */
public record BindMount(Path source, String destination, boolean readOnly) {
    /**
     * Checks that the paths can be told to an engine.
     *
     * @throws CliException when an engine couldn't be told one of the paths without ambiguity
     */
    public BindMount {
        requireExpressible(source.toString());
        requireExpressible(destination);
    }

    /** Read and write. */
    public static BindMount writable(Path source, String destination) {
        return new BindMount(source, destination, false);
    }

    /** Read only. */
    public static BindMount readOnly(Path source, String destination) {
        return new BindMount(source, destination, true);
    }

    private static void requireExpressible(String path) {
        boolean spaces = !path.strip().equals(path);
        if (spaces || path.indexOf('"') >= 0 || hasControlCharacter(path)) {
            throw CliException.usage(
                    "can't mount " + Text.quote(path)
                            + ": the path has a double quote, a control character, or a space at its end",
                    "rename it, or mount the directory above it");
        }
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
