package dev.rustyolo.cli.config;

/**
 * One thing that a project's file asks for.
 *
 * @param words for a person, one line of printable ASCII
 * @param widens is it more than the session would have without the file?
 */
public record Claim(String words, boolean widens) {}
