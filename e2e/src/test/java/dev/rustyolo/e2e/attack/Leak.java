package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.lab.Sighting;

/**
 * Something that a recorder should not have seen.
 *
 * @param attack the attack's id, or what else was wrong with it
 * @param sighting what was seen
 */
public record Leak(String attack, Sighting sighting) {
    @Override
    public String toString() {
        String seen = sighting.toString();
        return attack + ": " + seen.substring(0, Math.min(seen.length(), 300));
    }
}
