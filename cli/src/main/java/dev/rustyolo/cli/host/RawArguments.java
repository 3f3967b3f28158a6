package dev.rustyolo.cli.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Java has read the command line before we see it, and puts U+FFFD where it couldn't. */
public final class RawArguments {
    private static final char REPLACEMENT = '\uFFFD';

    private RawArguments() {}

    /**
     * The first argument that isn't what was typed, if there is one: it isn't UTF-8, or Java runs in a locale that is not.
     *
     * @param arguments the command line as Java hands it over
     */
    public static Optional<String> damaged(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.indexOf(REPLACEMENT) >= 0 && !isAllUtf8()) {
                return Optional.of(argument);
            }
        }
        return Optional.empty();
    }

    /** See proc_pid_cmdline(5). A U+FFFD that somebody typed is no damage. */
    private static boolean isAllUtf8() {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/self/cmdline"));
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return System.getProperty("sun.jnu.encoding", "").equals(StandardCharsets.UTF_8.name());
        } catch (IOException e) {
            return false;
        }
    }
}
