package dev.rustyolo.e2e.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something legal but odd, or wrong, that a client sends to an allowed name.
 *
 * @param id unique in the file
 * @param threat the catalogue's number for it
 * @param expected "passes", "refused", or the status of the answer that refuses
 * @param title what it is, for people
 * @param command what the client runs
 */
public record Edge(String id, String threat, String expected, String title, String command) {
    private static final Path FILE = Path.of("edges.txt");
    private static final String INDENT = "    ";

    /** Does the server get to see it? */
    public boolean passes() {
        return expected.equals("passes");
    }

    /** Is the client told in HTTP? */
    public boolean hasStatus() {
        return !passes() && !expected.equals("refused");
    }

    /** Reads the file. */
    public static List<Edge> all() {
        List<Edge> edges = new ArrayList<>();
        String[] head = {};
        try {
            for (String line : Files.readAllLines(FILE)) {
                if (line.startsWith(INDENT)) {
                    edges.add(new Edge(head[0], head[1], head[2], head[3], line.strip()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    head = line.split(" ", 4);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return List.copyOf(edges);
    }
}
