package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Text;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What people type after {@code -v}: {@code SRC:DST[:ro|:rw]}. SRC must exist (there are no named volumes), may begin
 * with {@code ~}, may be relative, and may have colons in it; DST is absolute, so the last {@code :/} parts the two.
 */
public final class Volume {
    private static final String GRAMMAR = "write -v SRC:DST or -v SRC:DST:ro, where SRC exists and DST is absolute";

    private Volume() {}

    /**
     * Reads a volume.
     *
     * @param text as typed
     * @param host where relative paths and {@code ~} lead
     * @return the mount, its source canonical, not yet judged
     * @throws CliException when it isn't of that form or the source doesn't exist
     */
    public static BindMount parse(String text, Host host) {
        Parts parts = parts(text);
        return new BindMount(source(parts.source(), host), parts.destination(), parts.readOnly());
    }

    /**
     * Where a volume would appear. Looks at no file.
     *
     * @throws CliException when it isn't of that form
     */
    public static String destination(String text) {
        return parts(text).destination();
    }

    private record Parts(String source, String destination, boolean readOnly) {}

    private static Parts parts(String text) {
        String rest = text;
        boolean readOnly = false;
        int lastColon = text.lastIndexOf(':');
        String last = lastColon < 0 ? "" : text.substring(lastColon + 1);
        if (lastColon > 0 && !last.startsWith("/")) {
            readOnly = switch (last) {
                case "ro" -> true;
                case "rw" -> false;
                default -> throw malformed(text, "the mode " + Text.quote(last) + " isn't ro or rw");
            };
            rest = text.substring(0, lastColon);
        }
        int split = rest.lastIndexOf(":/");
        if (split <= 0) {
            throw malformed(text, "it has no absolute destination");
        }
        String destination = normalised(rest.substring(split + 1), text);
        return new Parts(rest.substring(0, split), destination, readOnly);
    }

    /** A path as typed by a person: {@code ~} expanded, made absolute. */
    public static Path expand(String typed, Host host) {
        if (typed.equals("~")) {
            return host.home();
        }
        if (typed.startsWith("~/")) {
            return host.home().resolve(CanonicalPath.typed(typed.substring(2))).normalize();
        }
        if (typed.startsWith("~")) {
            throw CliException.usage(
                    Text.quote(typed) + " names another user's home", "write the path in full, or ~/ for your own");
        }
        return host.workingDirectory().resolve(CanonicalPath.typed(typed));
    }

    private static Path source(String typed, Host host) {
        Path source = expand(typed, host);
        if (!Files.exists(source)) {
            String named = typed.indexOf('/') < 0 ? " (and there are no named volumes)" : "";
            throw CliException.usage(
                    "can't mount " + Text.quote(typed) + ": it doesn't exist" + named,
                    "create it first, or correct the path");
        }
        return ProjectLinks.follow(source, host);
    }

    private static String normalised(String destination, String text) {
        String path = destination.length() > 1 && destination.endsWith("/")
                ? destination.substring(0, destination.length() - 1)
                : destination;
        if (path.equals("/")) {
            return path;
        }
        for (String component : path.substring(1).split("/", -1)) {
            if (component.isEmpty() || component.equals(".") || component.equals("..")) {
                throw malformed(text, "the destination has an empty, . or .. part");
            }
        }
        return path;
    }

    private static CliException malformed(String text, String why) {
        return CliException.usage("can't understand the volume " + Text.quote(text) + ": " + why, GRAMMAR);
    }
}
