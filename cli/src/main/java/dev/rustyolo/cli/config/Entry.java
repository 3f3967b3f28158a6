package dev.rustyolo.cli.config;

/**
 * A value as it stands in a file: what would be typed behind the option that does the same.
 *
 * @param text the value
 * @param position where it stands
 */
record Entry(String text, Position position) {}
