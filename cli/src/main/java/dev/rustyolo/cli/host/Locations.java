package dev.rustyolo.cli.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where our own files live. None of these may be mounted into a sandbox.
 *
 * @param configFile the user's configuration, {@code $XDG_CONFIG_HOME/rustyolo.toml}
 * @param state homes, what is trusted, and what {@code engineState} is a part of, {@code $XDG_STATE_HOME/rustyolo}
 * @param installation the directory this program runs from
 * @param engineState sessions and the record of images: what one engine has and another hasn't
 */
public record Locations(Path configFile, Path state, Path installation, Path engineState) {
    private static final String NAME = "rustyolo";
    private static final String SESSIONS = "sessions";
    /** The engine whose state is kept apart, see {@link #forEngine}. */
    private static final String APART = "podman";

    /** With the state of the engine that needs no directory of its own. */
    public Locations(Path configFile, Path state, Path installation) {
        this(configFile, state, installation, state);
    }

    /** The same for an engine whose state is kept apart. */
    public Locations forEngine(String name) {
        return new Locations(configFile, state, installation, state.resolve(name));
    }

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

    /** The lock of whoever makes directories that several sessions use. */
    public Path preparation() {
        return state.resolve(".preparation");
    }

    /** Where agents of all sessions, of all engines, could write. */
    public AgentPlaces agentPlaces() {
        return new AgentPlaces(state.resolve("agent-places"));
    }

    /** One directory per run. */
    public Path sessions() {
        return engineState.resolve(SESSIONS);
    }

    /** The directories of sessions of every engine, this one's and those whose state is kept apart. */
    public List<Path> sessionsOfAllEngines() {
        return List.of(state.resolve(SESSIONS), state.resolve(APART).resolve(SESSIONS));
    }

    /** One directory per gateway that waits for a session. */
    public Path spares() {
        return engineState.resolve("spares");
    }

    /** One record per project of what its configuration may ask for. */
    public Path trust() {
        return state.resolve("trust");
    }

    /** What is kept of each project's agents' history. */
    public Path history() {
        return state.resolve("history");
    }

    /** One log per session, of all engines. */
    public Path audit() {
        return state.resolve("audit");
    }

    /** One home directory per project. */
    public Path homes() {
        return state.resolve("homes");
    }
}
