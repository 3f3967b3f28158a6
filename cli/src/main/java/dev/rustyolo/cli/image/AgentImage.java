package dev.rustyolo.cli.image;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What an agents' image holds. As a text, which the image has as a label: the hash, then the agents, a blank between.
 *
 * @param hash of the context it was built from; empty when there is no image
 * @param agents the names of those installed in it, in order
 */
record AgentImage(String hash, List<String> agents) {
    private static final String BLANK = " ";

    AgentImage {
        agents = List.copyOf(new TreeSet<>(agents));
    }

    /** Reads the text; one without agents is of an image made before they could be chosen. */
    static AgentImage parse(String text) {
        List<String> words = Arrays.asList(text.strip().split(BLANK, -1));
        return new AgentImage(words.getFirst(), words.subList(1, words.size()));
    }

    /** Is nothing missing of what that image would have? */
    boolean covers(AgentImage other) {
        return hash.equals(other.hash()) && agents.containsAll(other.agents());
    }

    /** The agents of both. */
    List<String> together(Collection<String> others) {
        NavigableSet<String> all = new TreeSet<>(agents);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** The text. */
    String text() {
        return agents.isEmpty() ? hash : hash + BLANK + String.join(BLANK, agents);
    }
}
