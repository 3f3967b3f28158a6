package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.process.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The suite's attacks, read from {@code e2e/attacks/*.txt}.
 *
 * <p>An entry is a line "ID THREAT TITLE", then, each indented by four blanks, the attacker's command and, where that
 * can't be its own positive control, "control: COMMAND", or "alone: COMMAND" for one that needs a container of its
 * own. A last line "spoils: WHAT" says what it takes away from whatever comes after it in the session. A line that begins
 * with "#" is a comment.
 */
public final class Catalogue {
    private static final Path DIRECTORY = Path.of("attacks");
    private static final String INDENT = "    ";
    private static final String CONTROL = "control: ";
    private static final String ALONE = "alone: ";
    private static final String SPOILS = "spoils: ";

    /** The names a session under attack is allowed. Their owner may point some of them anywhere. */
    public static final String ALLOWED = "allowed.test *.allowed.test cdn-allowed.test private.test metadata.test"
            + " carrier.test mapped.test unique-local.test turns.test mixed.test link-local.test sixtofour.test"
            + " teredo.test nat64.test reserved.test benchmark.test oracle.test azure.test alias.test *.nip.test";

    /** A name below an allowed wildcard that an attack does connect to. */
    private static final String NAMED_ADDRESS = "10-99-0-66.nip.test";

    /**
     * What there is on Docker only: its resolver listens in the container's own loopback. Podman's is at the bridge, and
     * off in the lab.
     */
    public static final String OF_DOCKER = "dns-engine";

    private Catalogue() {}

    /** Returns the names that the gateway of such a session may ask for, when somebody connects to them. */
    public static Set<String> resolvable() {
        return Stream.concat(Stream.of(ALLOWED.split(" ")), Stream.of(NAMED_ADDRESS))
                .collect(Collectors.toSet());
    }

    /** Returns every attack that there is on the engine. */
    public static List<Attack> all() {
        return onEveryEngine().stream()
                .filter(attack -> !Engine.current().isPodman() || !attack.id().equals(OF_DOCKER))
                .toList();
    }

    /** Returns every attack that there is on some engine. */
    static List<Attack> onEveryEngine() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().flatMap(Catalogue::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the catalogue of attacks", e);
        }
    }

    /** Returns those that leave the session as it was. */
    public static List<Attack> gentle() {
        return all().stream().filter(attack -> !attack.spoils()).toList();
    }

    /** Returns those after which a session is worth little. */
    public static List<Attack> spoiling() {
        return all().stream().filter(Attack::spoils).toList();
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
        if (found.size() != wanted.size() && !(Engine.current().isPodman() && wanted.contains(OF_DOCKER))) {
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
        boolean spoils = entry.getLast().startsWith(SPOILS);
        if (spoils) {
            entry.removeLast();
        }
        if (head.length < 3 || entry.size() < 2 || entry.size() > 3) {
            throw new IllegalArgumentException("not an attack: " + entry);
        }
        String command = entry.get(1);
        String last = entry.getLast();
        boolean alone = last.startsWith(ALONE);
        String control = alone ? last.substring(ALONE.length()) : last.replaceFirst("^" + CONTROL, "");
        attacks.add(new Attack(head[0], head[1], head[2], command, control, alone, spoils));
    }
}
