package dev.rustyolo.cli.config;

/**
 * A value in effect.
 *
 * @param text what would be typed behind the option
 * @param origin where it comes from
 */
public record Sourced(String text, Origin origin) {
    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Sourced[" + origin + "]";
    }
}
