package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.ui.ShellQuoting;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** File systems that are mounted inside a directory. Engines before Docker 25 leave them writable in one that isn't. */
final class Submounts {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;

    private Submounts() {}

    /**
     * Refuses to promise that a directory is read-only when a part of it might not be.
     *
     * @throws CliException when something is mounted in it
     */
    static void requireNone(Path directory) {
        List<Path> inside = in(table(), directory);
        if (!inside.isEmpty()) {
            throw new CliException(
                    ExitCode.UNSAFE_MOUNT,
                    "the volume " + Text.quote(directory.toString()) + " can't be read-only as a whole: "
                            + Text.quote(inside.getFirst().toString())
                            + " is mounted in it, and many engines would leave that writable",
                    "mount a directory without it; if it may be written to: --allow-unsafe-mount "
                            + ShellQuoting.quote(directory.toString()));
        }
    }

    /** The mount points below a directory, as proc_pid_mountinfo(5) lists them. */
    static List<Path> in(String table, Path directory) {
        List<Path> inside = new ArrayList<>();
        for (String line : table.split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length > MOUNT_POINT) {
                Path point = Path.of(unescaped(fields[MOUNT_POINT]));
                if (point.startsWith(directory) && !point.equals(directory)) {
                    inside.add(point);
                }
            }
        }
        return inside;
    }

    /** White space and backslashes stand there as three octal digits. */
    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** Elsewhere than on Linux, engines run in a machine of their own, which shares directories its own way. */
    private static String table() {
        try {
            return new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
