package dev.rustyolo.cli.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** The Unix sockets that somebody in our network namespace listens at, by the kernel's own list (proc(5)). */
public final class ListeningSockets {
    /** Asking it takes a tenth of what Java needs to get ready for a connection. */
    private static final Path LIST = Path.of("/proc/net/unix");

    private static final String LISTENING = "00010000";
    private static final int FLAGS = 3;
    private static final int FIELDS = 7;

    private ListeningSockets() {}

    /** Their paths, as they were bound; none where the kernel has no such list. */
    public static List<String> paths() {
        List<String> paths = new ArrayList<>();
        String list = read();
        // Most lines are of other sockets, and each start reads this.
        for (int at = list.indexOf(LISTENING); at >= 0; at = list.indexOf(LISTENING, at + 1)) {
            int end = list.indexOf('\n', at);
            path(list.substring(list.lastIndexOf('\n', at) + 1, end < 0 ? list.length() : end))
                    .ifPresent(paths::add);
        }
        return paths;
    }

    private static String read() {
        try {
            return new String(Files.readAllBytes(LIST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The path in a line of the list: the rest of the line, spaces and all. An abstract name begins with an at sign. */
    static Optional<String> path(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        boolean listening = false;
        for (int i = 0; i < FIELDS && tokens.hasMoreTokens(); i++) {
            String field = tokens.nextToken();
            listening |= i == FLAGS && field.equals(LISTENING);
        }
        String path = tokens.hasMoreTokens() ? tokens.nextToken("").substring(1) : "";
        return listening && path.startsWith("/") ? Optional.of(path) : Optional.empty();
    }
}
