package dev.rustyolo.cli.trust;

/**
 * A file's content as the person approved it.
 *
 * @param hash its SHA-256, in lower-case hex
 * @param text the content
 */
public record TrustedContent(String hash, String text) {}
