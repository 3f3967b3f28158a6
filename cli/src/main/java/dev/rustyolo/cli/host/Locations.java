package dev.rustyolo.cli.host;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where our own files live. None of these may be mounted into a sandbox.
 *
 * @param configFile the user's configuration, {@code $XDG_CONFIG_HOME/rustyolo.toml}
 * @param state sessions, homes and the record of images, {@code $XDG_STATE_HOME/rustyolo}
 * @param installation the directory this program runs from
 */
public record Locations(Path configFile, Path state, Path installation) {
    private static final String NAME = "rustyolo";

    /**
     * Follows the XDG Base Directory Specification: relative values of the variables are ignored.
     *
     * @param environment the host's environment
     * @param home the user's home directory, absolute
     * @param installation the directory this program runs from, absolute
     */
    public static Locations of(Map<String, String> environment, Path home, Path installation) {
        Path config = xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config"));
        Path state = xdg(environment, "XDG_STATE_HOME", home.resolve(".local").resolve("state"));
        return new Locations(config.resolve(NAME + ".toml"), state.resolve(NAME), installation);
    }

    private static Path xdg(Map<String, String> environment, String name, Path fallback) {
        String value = environment.getOrDefault(name, "");
        Path path = CanonicalPath.typed(value);
        return path.isAbsolute() ? path.normalize() : fallback;
    }

    /** Which system calls the containers may make. */
    public Path seccomp() {
        return installation.resolve("lib").resolve("seccomp");
    }

    /** One directory per run. */
    public Path sessions() {
        return state.resolve("sessions");
    }

    /** One directory per gateway that waits for a session. */
    public Path spares() {
        return state.resolve("spares");
    }

    /** One home directory per project. */
    public Path homes() {
        return state.resolve("homes");
    }
}
