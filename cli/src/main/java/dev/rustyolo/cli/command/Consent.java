package dev.rustyolo.cli.command;

/** Asks the person; tests answer for them. */
@FunctionalInterface
interface Consent {
    /** Do they say yes? Anything else, the end of the input included, is a no. */
    boolean given(String question);
}
