package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the recorders' sightings: at the receiver, never from what the attacker's program says. */
public final class Judge {
    private static final Set<Integer> STANDARD_PORTS = Set.of(22, 80, 443);

    private final Map<String, Set<String>> forms = new TreeMap<>();

    /**
     * Makes a judge of one round of attacks.
     *
     * @param secrets each attack's id with its nonce
     */
    public Judge(Map<String, Nonce> secrets) {
        secrets.forEach((attack, nonce) -> forms.put(attack, nonce.forms()));
    }

    /** Returns every sighting that holds a nonce, in whatever form. */
    public List<Leak> leaks(List<Sighting> sightings) {
        List<Leak> leaks = new ArrayList<>();
        for (Sighting sighting : sightings) {
            String seen = sighting.target() + " " + sighting.detail() + " " + sighting.payload();
            Nonce.Haystack haystack = Nonce.Haystack.of(seen);
            forms.forEach((attack, wanted) -> {
                if (haystack.holdsAny(wanted)) {
                    leaks.add(new Leak(attack, sighting));
                }
            });
        }
        return leaks;
    }

    /**
     * Returns what came from a session although nothing may: any packet to the evil host, a question for a name that
     * isn't expected, a packet to another node that isn't a connection to a standard port.
     *
     * @param addresses the session's addresses
     * @param names what its gateway may ask for
     */
    public static List<Leak> strays(List<Sighting> sightings, List<String> addresses, Set<String> names) {
        return sightings.stream()
                .filter(sighting -> addresses.stream().anyMatch(sighting::isFrom))
                .filter(sighting -> isStray(sighting, names))
                .map(sighting -> new Leak("stray " + sighting.kind(), sighting))
                .toList();
    }

    private static boolean isStray(Sighting sighting, Set<String> names) {
        return switch (sighting.node()) {
            case "evil" -> true;
            case "dns" -> !sighting.kind().equals("question") || !names.contains(sighting.target());
            default -> sighting.kind().equals("frame") && !isConnection(sighting);
        };
    }

    private static boolean isConnection(Sighting sighting) {
        return sighting.detail().equals("tcp syn") && STANDARD_PORTS.contains(sighting.targetPort());
    }
}
