package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.HardLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Podman on this machine. It has no daemon: containers are children of whoever runs it, so what they may do depends on
 * who that is.
 *
 * @param runtime the program that starts containers
 * @param rootless is it run by somebody else than root, so that containers live in a user namespace?
 * @param bounded does the kernel let us hold containers to limits? Control groups of version 1 can't be given away
 * @param ceiling what a container's own limits can be at most
 */
public record Podman(Path runtime, boolean rootless, boolean bounded, HardLimits ceiling) implements Dialect {
    /** The name of its client. */
    public static final String PROGRAM = "podman";

    /** This machine, to a container behind slirp4netns(1), unless the person has given that other addresses. */
    private static final String SLIRP_HOST = "10.0.2.2";

    private static final Path CGROUP_VERSION_2 = Path.of("/sys/fs/cgroup/cgroup.controllers");
    /** In the order in which Podman looks for one. All of them use the host's kernel. */
    private static final List<String> RUNTIMES = List.of("crun", "runc", "youki");

    private static final List<String> DIRECTORIES =
            List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/run/current-system/sw/bin");

    /** As run by that account on this machine; nothing when no runtime that we use is installed. */
    public static Optional<Podman> here(Account account) {
        for (String name : RUNTIMES) {
            for (String directory : DIRECTORIES) {
                Path program = Path.of(directory, name);
                if (Files.isExecutable(program)) {
                    boolean rootless = !account.isRoot();
                    boolean bounded = !rootless || Files.exists(CGROUP_VERSION_2);
                    return Optional.of(new Podman(program, rootless, bounded, HardLimits.ofThisProcess()));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String program() {
        return PROGRAM;
    }

    @Override
    public String title() {
        return rootless ? "rootless Podman" : "Podman";
    }

    @Override
    public List<String> configurationVariables() {
        return List.of("CONTAINERS_CONF", "CONTAINERS_CONF_OVERRIDE", "CONTAINERS_STORAGE_CONF", "XDG_CONFIG_HOME");
    }

    @Override
    public String configurationDirectory() {
        return ".config/containers";
    }

    @Override
    public String labelFormat(String label) {
        return "{{index .Labels \"" + label + "\"}}";
    }

    @Override
    public List<String> global() {
        return List.of("--runtime=" + runtime);
    }

    /** Without them Podman asks for a million of each, which not even every root may have. */
    @Override
    public List<String> container(long processes) {
        long most = bounded ? ceiling.processes() : Math.min(processes, ceiling.processes());
        return List.of(ulimit("nofile", ceiling.files()), ulimit("nproc", most));
    }

    private static String ulimit(String name, long most) {
        return "--ulimit=" + name + "=" + most + ":" + most;
    }

    @Override
    public List<String> gateway() {
        return rootless ? List.of("--userns=keep-id") : List.of();
    }

    @Override
    public List<String> agent(String gateway) {
        List<String> options = new ArrayList<>();
        if (rootless) {
            options.add("--userns=container:" + gateway);
        }
        if (!bounded) {
            // Else the machine's own tree is shown, since there is none for the container alone.
            options.add("--security-opt=mask=/sys/fs/cgroup");
        }
        options.addAll(
                List.of("--hostname=rustyolo", "--read-only-tmpfs=false", "--unsetenv=container", "--unsetenv=TERM"));
        return options;
    }

    @Override
    public List<String> limits(Limits limits) {
        return bounded ? limits.options() : List.of();
    }

    /** By the names that the container device interface gives to devices of this vendor. */
    @Override
    public List<String> gpus(String gpus) {
        List<String> options = new ArrayList<>();
        for (String gpu : gpus.split(",", -1)) {
            options.add("--device=nvidia.com/gpu=" + gpu);
        }
        return options;
    }

    /** Else a container is asked to end, and given ten seconds; and a gateway stays as long as its agent. */
    @Override
    public List<String> removal() {
        return List.of("--time=0", "--depend");
    }

    @Override
    public List<String> build() {
        return List.of(ulimit("nofile", ceiling.files()), ulimit("nproc", ceiling.processes()));
    }

    @Override
    public List<String> defaultRuntime() {
        return List.of("info", "--format={{.Host.OCIRuntime.Name}}");
    }

    /**
     * On a bridge of root's, Podman hides whoever comes from another of its networks behind this machine's address there; and
     * a user's ports are carried by a program that connects from within the sandbox's own network namespace, by the user's
     * own uid, as the agent would. But slirp4netns(1) makes a network for one container alone, and comes from outside.
     */
    @Override
    public Visitors visitors(String network) {
        return network.isEmpty()
                ? new Visitors.From(SLIRP_HOST)
                : new Visitors.Unknown(
                        "on a network with a name, Podman doesn't let the gateway tell this machine from others",
                        "name no network, neither by --network nor in a configuration file; or use Docker: --engine"
                                + " docker");
    }

    @Override
    public List<String> defaultNetworkToPublishOn() {
        return List.of("--network=slirp4netns:port_handler=slirp4netns");
    }

    @Override
    public boolean measuresMemory() {
        return bounded;
    }

    @Override
    public List<String> warnings() {
        return bounded
                ? List.of()
                : List.of(
                        "MEMORY AND PROCESSORS ARE NOT BOUNDED: rootless Podman can't hold a container to limits under"
                                + " cgroup v1 (processes are bounded, by ulimit). The agent can use up this machine's memory;"
                                + " boot with cgroup v2, or use another engine: --engine docker");
    }

    @Override
    public String remedy() {
        return "see what it says itself: podman info";
    }
}
