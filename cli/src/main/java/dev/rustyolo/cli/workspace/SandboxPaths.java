package dev.rustyolo.cli.workspace;

import java.util.List;

/** The places in the sandbox that are ours. Scripts rely on the first two names. */
public final class SandboxPaths {
    /** The project. */
    public static final String PROJECT = "/app";
    /** The agent's home directory. */
    public static final String HOME = "/home/agent";
    /** The directory that keeps logins. */
    public static final String AUTH_HOME = HOME + "/.config/rustyolo";
    /** What we tell the agent. */
    public static final String RUN = "/run/rustyolo";
    /** What the agent can reach, for it to read. */
    public static final String POLICY = RUN + "/policy.md";
    /** What the agent's environment gets beside what the engine is told. */
    public static final String SECRETS = RUN + "/secrets";
    /** The certificates to trust, when the person named some. */
    public static final String CA_BUNDLE = RUN + "/ca.pem";

    /** What a volume may not cover, itself or by one of its parents. */
    static final List<String> RESERVED = List.of(
            PROJECT,
            HOME,
            AUTH_HOME,
            RUN,
            "/tmp",
            "/var/tmp",
            "/proc",
            "/sys",
            "/dev",
            "/etc/passwd",
            "/etc/group",
            "/etc/hosts",
            "/etc/hostname",
            "/etc/resolv.conf");

    /** What a volume may not lie in. */
    static final List<String> CLOSED = List.of(RUN, "/proc", "/sys", "/dev");

    private SandboxPaths() {}

    /** Is {@code path} the same as {@code parent}, or below it? Both absolute and normalised. */
    public static boolean isWithin(String path, String parent) {
        return path.equals(parent) || parent.equals("/") || path.startsWith(parent + "/");
    }
}
