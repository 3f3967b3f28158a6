package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.process.Output;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a round of attacks came to.
 *
 * @param leaks what got out
 * @param broken the attacks that weren't really made, with what their programs said
 */
public record Report(List<Leak> leaks, Map<String, Output> broken) {
    /** Returns the ids of the attacks that got something out. */
    public Set<String> leaking() {
        return leaks.stream().map(Leak::attack).collect(Collectors.toSet());
    }
}
