package dev.rustyolo.e2e.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The suite's attacks, read from {@code e2e/attacks/*.txt}.
 *
 * <p>An entry is a line "ID THREAT TITLE", then, each indented by four blanks, the attacker's command and, where that
 * can't be its own positive control, "control: COMMAND", or "alone: COMMAND" for one that needs a container of its
 * own. A line that begins with "#" is a comment.
 */
public final class Catalogue {
    private static final Path DIRECTORY = Path.of("attacks");
    private static final String INDENT = "    ";
    private static final String CONTROL = "control: ";
    private static final String ALONE = "alone: ";

    /** The names a session under attack is allowed. Their owner may point some of them anywhere. */
    public static final String ALLOWED = "allowed.test *.allowed.test cdn-allowed.test private.test metadata.test"
            + " carrier.test mapped.test unique-local.test";

    private Catalogue() {}

    /** Returns the names that the gateway of such a session may ask for, when somebody connects to them. */
    public static Set<String> resolvable() {
        return Set.of(ALLOWED.split(" "));
    }

    /** Returns every attack. */
    public static List<Attack> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().flatMap(Catalogue::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the catalogue of attacks", e);
        }
    }

    /**
     * Returns the attacks with these ids.
     *
     * @throws IllegalArgumentException when one of them isn't in the catalogue
     */
    public static List<Attack> named(String... ids) {
        List<String> wanted = List.of(ids);
        List<Attack> found =
                all().stream().filter(attack -> wanted.contains(attack.id())).toList();
        if (found.size() != wanted.size()) {
            throw new IllegalArgumentException("not all of these are attacks: " + wanted);
        }
        return found;
    }

    private static Stream<Attack> read(Path file) {
        List<Attack> attacks = new ArrayList<>();
        List<String> entry = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(INDENT)) {
                    entry.add(line.strip());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    addTo(attacks, entry);
                    entry = new ArrayList<>(List.of(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        addTo(attacks, entry);
        return attacks.stream();
    }

    private static void addTo(List<Attack> attacks, List<String> entry) {
        if (entry.isEmpty()) {
            return;
        }
        String[] head = entry.getFirst().split(" ", 3);
        if (head.length < 3 || entry.size() < 2 || entry.size() > 3) {
            throw new IllegalArgumentException("not an attack: " + entry);
        }
        String command = entry.get(1);
        String last = entry.getLast();
        boolean alone = last.startsWith(ALONE);
        String control = alone ? last.substring(ALONE.length()) : last.replaceFirst("^" + CONTROL, "");
        attacks.add(new Attack(head[0], head[1], head[2], command, control, alone));
    }
}
