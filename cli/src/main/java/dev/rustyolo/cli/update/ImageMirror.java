package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.util.Arrays;

/**
 * Where images are fetched in the place of the registry that a manifest names. What comes from there is held to the
 * manifest's digest all the same.
 *
 * @param address a registry, and what stands before a repository's name there; empty for the manifest's own
 */
public record ImageMirror(String address) {
    private static final int LONGEST = 200;
    private static final int LONGEST_PORT = 5;

    /**
     * Reads one.
     *
     * @throws CliException when it isn't the address of a registry
     */
    public static ImageMirror parse(String text) {
        if (!text.isEmpty()) {
            check(text);
        }
        return new ImageMirror(text);
    }

    /**
     * Checks one.
     *
     * @throws CliException when it isn't the address of a registry
     */
    public static void check(String text) {
        if (!isAddress(text)) {
            throw CliException.usage(
                    "can't use the registry " + Text.quote(text) + ": it isn't HOST[:PORT][/PATH]",
                    "write it like registry.example.com/mirror");
        }
    }

    /** What has neither a dot nor a port would be a name at the engine's default registry. */
    static boolean isAddress(String text) {
        String[] parts = text.split("/", -1);
        String[] host = parts[0].split(":", -1);
        return text.length() <= LONGEST
                && (parts[0].equals("localhost") || parts[0].indexOf('.') > 0 || host.length > 1)
                && words(host[0])
                && (host.length == 1 || (host.length == 2 && isPort(host[1])))
                && Arrays.stream(parts).skip(1).allMatch(ImageMirror::words);
    }

    /** Lower-case letters and digits, with single dots, dashes or underscores between. */
    private static boolean words(String text) {
        boolean between = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inWord = (c >= 'a' && c <= 'z') || isDigit(c);
            if (!inWord && (between || "._-".indexOf(c) < 0)) {
                return false;
            }
            between = !inWord;
        }
        return !between;
    }

    private static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_PORT
                && text.charAt(0) != '0'
                && text.chars().allMatch(ImageMirror::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Where an image is.
     *
     * @param reference the image as a manifest names it, with its registry
     */
    public String of(String reference) {
        return address.isEmpty() ? reference : address + reference.substring(reference.indexOf('/'));
    }
}
