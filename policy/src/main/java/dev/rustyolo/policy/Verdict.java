package dev.rustyolo.policy;

/** What a {@link Policy} says about a name, and why. */
public sealed interface Verdict {
    /**
     * It is allowed.
     *
     * @param rule the most specific allow rule that says so
     */
    record Allow(Rule rule) implements Verdict {}

    /**
     * It is refused.
     *
     * @param reason the kind of reason
     * @param explanation the reason and what would allow it, for people and agents: one line of printable ASCII
     */
    record Deny(Reason reason, String explanation) implements Verdict {}
}
