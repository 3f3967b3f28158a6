package dev.rustyolo.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules by the labels of their names, from the right. Finding what applies to a name takes one hash look-up for each of
 * its labels, of which there are at most 127, whatever the number of rules; and since whole labels are compared, {@code
 * notexample.com} can never be taken for a name below {@code example.com}.
 *
 * <p>The maps are {@link HashMap}s for their worst case: keys chosen so that they collide cost a look-up log n, not n.
 */
final class RuleTrie {
    private final Node root = new Node();

    RuleTrie(Collection<Rule> rules) {
        for (Rule rule : rules) {
            Node node = root;
            for (String label : rule.name().labels().reversed()) {
                node = node.children.computeIfAbsent(label, _ -> new Node());
            }
            (rule.wildcard() ? node.below : node.exact).put(rule.port(), rule);
        }
    }

    /**
     * Finds the rules for a name.
     *
     * @return for each name that has rules which apply, those rules by port ({@link Rule#NO_PORT} for none); the most
     *     specific name first
     */
    List<Map<Integer, Rule>> find(DomainName name) {
        List<String> labels = name.labels().reversed();
        List<Node> path = path(labels);
        List<Map<Integer, Rule>> found = new ArrayList<>();
        for (int depth = 1; depth <= path.size(); depth++) {
            Node node = path.get(depth - 1);
            Map<Integer, Rule> rules = depth == labels.size() ? node.exact : node.below;
            if (!rules.isEmpty()) {
                found.addFirst(rules);
            }
        }
        return found;
    }

    /** {@return the nodes met for these labels, from the right: one look-up and at most one node a label} */
    List<Node> path(List<String> labels) {
        List<Node> path = new ArrayList<>();
        Node node = root;
        for (String label : labels) {
            Node child = node.children.get(label);
            if (child == null) {
                break;
            }
            path.add(child);
            node = child;
        }
        return path;
    }

    /** The rules whose name ends here, and the way on to longer names. */
    static final class Node {
        final Map<String, Node> children = new HashMap<>();
        final Map<Integer, Rule> exact = new HashMap<>();
        final Map<Integer, Rule> below = new HashMap<>();
    }
}
