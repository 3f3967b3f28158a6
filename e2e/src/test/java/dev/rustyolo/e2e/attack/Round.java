package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One go at the attacks, with secrets of its own.
 *
 * @param lab where it happens
 * @param began when it began
 * @param secrets each attack's id with its nonce
 * @param commands each attack's id with the command to run
 */
public record Round(Lab lab, Lab.Mark began, Map<String, Nonce> secrets, Map<String, String> commands) {
    /**
     * Returns what got out since it began.
     *
     * @param addresses the session's addresses on the lab's network
     * @param names what its gateway may ask for
     */
    public List<Leak> leaks(List<String> addresses, Set<String> names) {
        lab.settle();
        List<Sighting> seen = lab.since(began);
        List<Leak> leaks = new ArrayList<>(new Judge(secrets).leaks(seen));
        leaks.addAll(Judge.strays(seen, addresses, names));
        return leaks;
    }
}
