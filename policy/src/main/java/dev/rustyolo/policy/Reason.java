package dev.rustyolo.policy;

/** Why a policy refuses a connection. */
public enum Reason {
    /** No allow rule is for the name. */
    NOT_LISTED,
    /** Allow rules are for the name, but not on this port. */
    PORT_NOT_LISTED,
    /** A deny rule is for the name and the port; it beats every allow rule. */
    DENY_RULE
}
