package dev.rustyolo.cli.session;

import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.ui.Escaper;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Policy;
import dev.rustyolo.policy.Reason;
import dev.rustyolo.policy.Rule;
import dev.rustyolo.policy.Text;
import dev.rustyolo.policy.Verdict;
import dev.rustyolo.protocol.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the person, after a session, what was blocked, how often, and with which flag it would have been allowed. */
public final class DenialSummary {
    private static final int LINES = 20;
    private static final String COLUMN = "   ";

    private final Policy policy;

    /**
     * A summary in the light of a policy.
     *
     * @param policy what was in force
     */
    public DenialSummary(Policy policy) {
        this.policy = policy;
    }

    private record Line(String what, String advice) {}

    /**
     * Writes the summary.
     *
     * @param tally what the gateway refused
     * @param direct connections to bare addresses, refused by the kernel
     * @return lines to print; none when nothing was blocked
     */
    public List<String> lines(DenialTally tally, List<RefusedConnection> direct) {
        Map<Line, Long> counted = new LinkedHashMap<>();
        tally.denials().forEach((denial, times) -> counted.merge(line(denial), times, Long::sum));
        for (RefusedConnection connection : direct) {
            counted.merge(line(connection), connection.count(), Long::sum);
        }
        if (counted.isEmpty() && tally.uncounted() == 0) {
            return List.of();
        }
        List<Map.Entry<Line, Long>> ordered = new ArrayList<>(counted.entrySet());
        ordered.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        List<String> lines = new ArrayList<>(List.of("Blocked in this session:"));
        for (Map.Entry<Line, Long> entry : ordered.subList(0, Math.min(LINES, ordered.size()))) {
            lines.add("  " + entry.getKey().what() + " (" + times(entry.getValue()) + ")" + COLUMN
                    + entry.getKey().advice());
        }
        if (ordered.size() > LINES) {
            lines.add("  and " + (ordered.size() - LINES) + " more");
        }
        if (tally.uncounted() > 0) {
            lines.add("  and " + tally.uncounted() + " more that came too fast to be told apart");
        }
        return lines;
    }

    private Line line(DenialTally.Denial denial) {
        String shown = denial.name().isEmpty() ? "a connection without a name" : bare(denial.name());
        String what = denial.port() == Rule.NO_PORT ? shown : shown + ":" + denial.port();
        return switch (denial.layer()) {
            case DNS, CONNECT -> new Line(what, advice(denial));
            case TLS, HTTP, SSH, ADDRESS ->
                new Line(what, denial.layer().wireName() + ": " + Escaper.line(denial.reason()));
        };
    }

    private String advice(DenialTally.Denial denial) {
        try {
            DomainName name = DomainName.fromWire(denial.name());
            boolean anyPort = denial.port() == Rule.NO_PORT;
            Verdict verdict = anyPort ? policy.judgeName(name) : policy.judge(name, denial.port());
            if (verdict instanceof Verdict.Deny(Reason reason, String explanation) && reason == Reason.DENY_RULE) {
                return explanation;
            }
            boolean standard = anyPort || Rule.STANDARD_PORTS.contains(denial.port());
            return "allow with: --allow-domains \"" + new Rule(name, false, standard ? Rule.NO_PORT : denial.port())
                    + "\"";
        } catch (InvalidNameException | InvalidRuleException e) {
            return denial.layer() == Layer.DNS
                    ? "not a host name, so no rule can allow it"
                    : Escaper.line(denial.reason());
        }
    }

    private static Line line(RefusedConnection connection) {
        String address =
                connection.address().indexOf(':') >= 0 ? "[" + connection.address() + "]" : connection.address();
        return new Line(
                bare(address + ":" + connection.port() + "/" + connection.protocol()),
                "a bare address: " + advice(connection));
    }

    private static String advice(RefusedConnection connection) {
        if (!connection.protocol().equals("tcp")) {
            return "only TCP can be allowed, best to a name";
        }
        try {
            Literal literal = Literal.parse(connection.address() + ":" + connection.port());
            return "allow a name instead, or, if it has none: --allow-domains \"" + literal + "\"";
        } catch (InvalidRuleException e) {
            return "only names can be allowed here";
        }
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** Printable ASCII stays as it is, anything else comes in quotes and escaped. */
    private static String bare(String text) {
        String quoted = Text.quote(text);
        return quoted.equals("\"" + text + "\"") ? text : quoted;
    }
}
