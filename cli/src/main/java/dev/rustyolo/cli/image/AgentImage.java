package dev.rustyolo.cli.image;

import dev.rustyolo.cli.host.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What an agents' image holds. As a text, which the image has as a label: the hash, then the agents, then what else went
 * into it, a blank between. The image is named by a hash of that text, so that two accounts that want different images
 * don't take each other's away.
 *
 * @param hash of the context it was built from; empty when there is no image
 * @param agents the names of those installed in it, in order
 * @param certificates a hash of the certificates that it trusts; empty when none were added
 * @param from the person's image below it; empty when it is ours
 * @param below the identity of that image when it was built on
 * @param pins what pins newer agents than ours ({@link AgentPins}); empty for those we ship
 */
record AgentImage(String hash, List<String> agents, String certificates, String from, String below, String pins) {
    private static final String BLANK = " ";
    private static final String CERTIFICATES = "ca=";
    private static final String FROM = "from=";
    private static final String BELOW = "below=";
    private static final String PINS = "pins=";
    private static final int DIGITS = 16;

    AgentImage {
        agents = List.copyOf(new TreeSet<>(agents));
    }

    /** On our own base, without certificates. */
    static AgentImage of(String hash, List<String> agents) {
        return new AgentImage(hash, agents, "", "", "", "");
    }

    /** Reads the text; one without agents is of an image made before they could be chosen. */
    static AgentImage parse(String text) {
        List<String> words = Arrays.asList(text.strip().split(BLANK, -1));
        List<String> rest = words.subList(1, words.size());
        return new AgentImage(
                words.getFirst(),
                rest.stream().filter(word -> word.indexOf('=') < 0).toList(),
                value(rest, CERTIFICATES),
                value(rest, FROM),
                value(rest, BELOW),
                value(rest, PINS));
    }

    private static String value(List<String> words, String key) {
        return words.stream()
                .filter(word -> word.startsWith(key))
                .map(word -> word.substring(key.length()))
                .findFirst()
                .orElse("");
    }

    /** The same with those certificates (a text in PEM, or empty). */
    AgentImage trusting(String pem) {
        return new AgentImage(hash, agents, pem.isEmpty() ? "" : Fingerprint.of(pem, DIGITS), from, below, pins);
    }

    /** The same on top of the person's image of that identity. */
    AgentImage on(String image, String identity) {
        return new AgentImage(hash, agents, certificates, image, identity, pins);
    }

    /** The same with agents of those versions. */
    AgentImage pinned(String newer) {
        return new AgentImage(hash, agents, certificates, from, below, newer);
    }

    /** Is nothing missing of what that image would have? */
    boolean covers(AgentImage other) {
        return hash.equals(other.hash()) && agents.containsAll(other.agents()) && isLike(other);
    }

    /** Do both stand on the same image, trust the same, and have agents of the same versions? */
    boolean isLike(AgentImage other) {
        return pins.equals(other.pins())
                && from.equals(other.from())
                && below.equals(other.below())
                && certificates.equals(other.certificates());
    }

    /** The agents of both. */
    List<String> together(Collection<String> others) {
        NavigableSet<String> all = new TreeSet<>(agents);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** The text. */
    String text() {
        List<String> words = new ArrayList<>(List.of(hash));
        words.addAll(agents);
        if (!certificates.isEmpty()) {
            words.add(CERTIFICATES + certificates);
        }
        if (!pins.isEmpty()) {
            words.add(PINS + pins);
        }
        if (!from.isEmpty()) {
            words.add(FROM + from);
            words.add(BELOW + below);
        }
        return String.join(BLANK, words);
    }

    /** The name of the image that holds just this: the context's hash first, by which older ones are told. */
    String name() {
        return ImageKind.AGENT.at(hash + "-" + Fingerprint.of(text(), DIGITS));
    }
}
