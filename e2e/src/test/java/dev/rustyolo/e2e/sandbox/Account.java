package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who types the command.
 *
 * @param name the account's name
 * @param uid its user id
 * @param gid its group id
 * @param home its home directory
 * @param prefix what makes a command run as this account, and heed signals as one that a person starts
 */
public record Account(String name, int uid, int gid, Path home, List<String> prefix) {
    private static final String UNPRIVILEGED = Engine.ACCOUNT;
    /** A suite that runs in the background, or behind nohup, ignores some signals, and so would what it starts. */
    private static final List<String> DEFAULT_SIGNALS = List.of("/usr/bin/env", "--default-signal=HUP,INT,QUIT");

    private static final Path ENGINE_SOCKET = Path.of("/var/run/docker.sock");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Returns an account without privileges that may use the engine: the suite's own, or, when root runs the suite,
     * "yolodev", which is made when it is missing. An engine that is root's alone is used by root for that account.
     */
    public static Account unprivileged() {
        if (!System.getProperty("user.name").equals("root")) {
            return own();
        }
        if (run("id", UNPRIVILEGED).exitCode() != 0) {
            String group = Engine.current().isPodman() ? "" : socketGroup();
            must("useradd", "--create-home", "--shell", "/bin/bash", "--groups", group, UNPRIVILEGED);
        }
        int uid = id("-u", UNPRIVILEGED);
        int gid = id("-g", UNPRIVILEGED);
        List<String> prefix = typing(uid, gid);
        Path home = Path.of(must("sh", "-c", "getent passwd " + UNPRIVILEGED + " | cut -d: -f6"));
        return new Account(UNPRIVILEGED, uid, gid, home, prefix);
    }

    /** Returns the account that runs the suite, which may be root. */
    public static Account own() {
        Path home = Path.of(System.getProperty("user.home"));
        return new Account(System.getProperty("user.name"), id("-u"), id("-g"), home, DEFAULT_SIGNALS);
    }

    /**
     * Returns the same account on a machine with other DNS servers: in a mount namespace of the command's own.
     *
     * @param resolvConf what stands in the place of /etc/resolv.conf
     */
    public Account withResolvConf(Path resolvConf) {
        // Podman's network namespaces are mounts, which the suite's own client must see: /run/netns stays shared.
        String mount = "mount --make-private / && { ! mountpoint -q /run || mount --make-private /run; }"
                + " && mount --bind \"$0\" /etc/resolv.conf && { [ ! -d /run/systemd/resolve ] || mount -t tmpfs none /run/systemd/resolve; } && exec \"$@\"";
        List<String> changed = new ArrayList<>(asRoot());
        changed.addAll(
                List.of("unshare", "--mount", "--propagation", "unchanged", "sh", "-c", mount, resolvConf.toString()));
        changed.addAll(typing(uid, gid));
        return new Account(name, uid, gid, home, changed);
    }

    /** Returns who types the command: this account, unless the engine is root's alone. */
    public Account typist() {
        return Engine.current() == Engine.PODMAN ? own() : this;
    }

    /** Returns what makes a command run as root, nothing when the suite does. */
    static List<String> asRoot() {
        boolean root = System.getProperty("user.name").equals("root");
        return root ? List.of() : List.of("sudo", "--non-interactive", "--preserve-env");
    }

    /** An engine that is root's alone is used by root. */
    private static List<String> typing(int uid, int gid) {
        return Engine.current() == Engine.PODMAN ? DEFAULT_SIGNALS : becoming(uid, gid);
    }

    /** setpriv(1) becomes the command, so that signals meant for it reach it. */
    private static List<String> becoming(int uid, int gid) {
        List<String> words = new ArrayList<>(
                List.of("setpriv", "--reuid", String.valueOf(uid), "--regid", String.valueOf(gid), "--init-groups"));
        words.add("--");
        words.addAll(DEFAULT_SIGNALS);
        return words;
    }

    /** Returns the environment a shell of this account would have. */
    public Map<String, String> environment() {
        return Map.of(
                "HOME",
                home.toString(),
                "USER",
                name,
                "LANG",
                "C.UTF-8",
                "PATH",
                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }

    /** Makes a path and all below it the account's. */
    public void own(Path path) {
        try (Stream<Path> tree = Files.walk(path)) {
            var lookup = path.getFileSystem().getUserPrincipalLookupService();
            UserPrincipal user = lookup.lookupPrincipalByName(String.valueOf(uid));
            GroupPrincipal group = lookup.lookupPrincipalByGroupName(String.valueOf(gid));
            for (Path each : tree.toList()) {
                Files.setOwner(each, user);
                Files.setAttribute(each, "posix:group", group, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + path + " to " + name, e);
        }
    }

    static String socketGroup() {
        try {
            return String.valueOf(Files.getAttribute(ENGINE_SOCKET, "unix:gid"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell which group may use the engine", e);
        }
    }

    private static int id(String... arguments) {
        return Integer.parseInt(
                must(Stream.concat(Stream.of("id"), Stream.of(arguments)).toArray(String[]::new)));
    }

    private static String must(String... command) {
        Output output = run(command);
        if (output.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + output.text());
        }
        return output.out().strip();
    }

    private static Output run(String... command) {
        try (Program program = Program.start(command[0], Path.of("/"), System.getenv(), List.of(command))) {
            return program.await(PATIENCE);
        }
    }
}
