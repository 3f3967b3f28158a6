package dev.rustyolo.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine that the suite runs on: {@code -Drustyolo.engine=docker}, {@code podman} or {@code podman-rootless}. */
public enum Engine {
    /** Docker, through a group that may use its socket. */
    DOCKER("docker", "docker"),
    /** Podman as root: so root types the command, for a project of the unprivileged account. */
    PODMAN("podman", "podman"),
    /** Podman of the unprivileged account: its containers live in a user namespace, its networks in one of its own. */
    PODMAN_ROOTLESS("podman-rootless", "podman");

    /** The account that types commands when root runs the suite; dev/setup-engine makes it for rootless Podman. */
    public static final String ACCOUNT = "yolodev";

    private static final Path HOME = Path.of("/home", ACCOUNT);
    private static final Engine CURRENT = named(System.getProperty("rustyolo.engine", "docker"));

    private final String name;
    private final String client;

    Engine(String name, String client) {
        this.name = name;
        this.client = client;
    }

    /** Returns the one that this run is for. */
    public static Engine current() {
        return CURRENT;
    }

    private static Engine named(String name) {
        for (Engine engine : values()) {
            if (engine.name.equals(name)) {
                return engine;
            }
        }
        throw new IllegalArgumentException("there is no engine " + name);
    }

    /** Says whether it is Podman, whoever runs it. */
    public boolean isPodman() {
        return this != DOCKER;
    }

    /** Says whether its containers are in a user namespace, and its networks in a network namespace of their own. */
    public boolean isRootless() {
        return this == PODMAN_ROOTLESS;
    }

    /** Says whether containers are held to limits of memory: a user can't be given control groups of version 1. */
    public boolean isBounded() {
        return !isRootless() || Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
    }

    /** Returns how a container ends whose program isn't there: Podman's init, catatonit, has one code for all of that. */
    public int notFound() {
        return isPodman() ? 1 : 127;
    }

    /** Returns the name that {@code rustyolo --engine} takes. */
    public String option() {
        return client;
    }

    /** Returns the client's command, as whoever the engine's containers belong to. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(asOwner());
        command.add(client);
        command.addAll(arguments);
        if (isPodman() && arguments.getFirst().equals("rm")) {
            command.add(command.size() - arguments.size() + 1, "--time=0"); // else it asks first, and waits
        }
        return command;
    }

    /** Starts a program where the engine's bridges are. */
    public Program startBesideTheBridges(String name, List<String> command) {
        List<String> whole = new ArrayList<>(isRootless() ? List.of("unshare", "--rootless-netns") : List.of());
        whole.addAll(command);
        return Program.start(name, clientDirectory(), clientEnvironment(), isRootless() ? command(whole) : whole);
    }

    /** Returns the variables that the client needs when HOME leads elsewhere: where its images are. */
    public Map<String, String> environment() {
        return isAnothers()
                ? Map.of("XDG_DATA_HOME", HOME.resolve(".local/share").toString())
                : Map.of();
    }

    /** Returns all of the environment that the suite's own client runs in. */
    Map<String, String> clientEnvironment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DOCKER_BUILDKIT", "0"); // the classic builder is on every engine
        if (isAnothers()) {
            environment.put("HOME", HOME.toString());
            environment.remove("XDG_RUNTIME_DIR");
        }
        return environment;
    }

    /** Returns where the suite's own client runs: it must be able to look around there. */
    Path clientDirectory() {
        return isAnothers() ? Path.of("/") : Path.of("").toAbsolutePath();
    }

    /** Lets containers write to a directory of the suite's: root in them is whoever runs the engine. */
    public void letContainersWrite(Path directory) {
        if (isAnothers()) {
            try {
                Files.setOwner(
                        directory,
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(ACCOUNT));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot give away " + directory, e);
            }
        }
    }

    /** Returns what stands in a format of {@code ps} for the value of a label. */
    public String labelFormat(String label) {
        return isPodman() ? "{{index .Labels \"" + label + "\"}}" : "{{.Label \"" + label + "\"}}";
    }

    private List<String> asOwner() {
        return isAnothers()
                ? List.of("setpriv", "--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups", "--")
                : List.of();
    }

    /** Says whether the engine belongs to another account than the suite. */
    private boolean isAnothers() {
        return isRootless() && System.getProperty("user.name").equals("root");
    }
}
