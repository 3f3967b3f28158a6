package dev.rustyolo.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far a process and its children may raise their limits (getrlimit(2)).
 *
 * @param files open files
 * @param processes processes and threads of one user
 */
public record HardLimits(long files, long processes) {
    private static final Path OWN = Path.of("/proc/self/limits");
    /** Nothing can have more processes than there are numbers for them; Podman lowers its own limit to that. */
    private static final Path NUMBERS = Path.of("/proc/sys/kernel/pid_max");

    /** More than any program asks for; what stands for "unlimited". */
    private static final long PLENTY = 1_048_576;

    /** Those of this process. */
    public static HardLimits ofThisProcess() {
        try {
            HardLimits limits = parse(Files.readAllLines(OWN));
            // Not readString: it reads byte by byte where the size is 0, and such a file is read at once or not at all.
            long numbers = Long.parseLong(Files.readAllLines(NUMBERS).getFirst());
            return new HardLimits(limits.files(), Math.min(limits.processes(), numbers));
        } catch (IOException e) {
            return new HardLimits(PLENTY, PLENTY);
        }
    }

    /** Reads the lines of proc_pid_limits(5). */
    static HardLimits parse(List<String> lines) {
        return new HardLimits(hard(lines, "Max open files"), hard(lines, "Max processes"));
    }

    private static long hard(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name)) {
                String[] words = line.substring(name.length()).strip().split("\\s+", -1);
                return words.length < 2 || words[1].equals("unlimited")
                        ? PLENTY
                        : Math.min(PLENTY, Long.parseLong(words[1]));
            }
        }
        return PLENTY;
    }
}
