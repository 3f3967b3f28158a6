package dev.rustyolo.cli.config;

/**
 * A domain that a project probably needs.
 *
 * @param domain the rule
 * @param reason the file or remote that says so
 */
record Suggestion(String domain, String reason) {}
