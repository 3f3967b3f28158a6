package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All directories of the host in one sandbox.
 *
 * @param project the project
 * @param home the agent's home for this project
 * @param state what agents have for their state
 * @param volumes what the person asked for
 * @param exempt canonical paths that the person has named as unsafe
 */
public record Workspace(Project project, Path home, StateMounts state, List<BindMount> volumes, List<Path> exempt) {
    /**
     * Checks the destinations, and copies the lists.
     *
     * @throws CliException when a volume's destination is refused
     */
    public Workspace {
        volumes = List.copyOf(volumes);
        exempt = List.copyOf(exempt);
        Destinations.require(volumes);
    }

    /** The mounts, parents before what lies in them. */
    public List<BindMount> mounts() {
        List<BindMount> mounts = new ArrayList<>();
        mounts.add(BindMount.writable(project.directory(), SandboxPaths.PROJECT));
        mounts.add(BindMount.writable(home, SandboxPaths.HOME));
        mounts.add(BindMount.writable(state.directory(), SandboxPaths.AUTH_HOME));
        mounts.addAll(state.inner());
        mounts.addAll(volumes);
        return List.copyOf(mounts);
    }

    /**
     * Looks, and changes nothing.
     *
     * @throws CliException when a mount can't appear where it should without the engine making files of its own
     */
    public void check() {
        List<BindMount> all = mounts();
        for (BindMount mount : all) {
            Optional<BindMount> parent = parentIn(all, mount);
            if (parent.isEmpty() || (isState(parent.get()) && state.fresh())) {
                continue;
            }
            if (!point(parent.get(), mount).exists() && !isHome(parent.get()) && !isState(parent.get())) {
                throw CliException.usage(
                        "can't mount at " + Text.quote(mount.destination()) + ": there is no such "
                                + (isDirectory(mount) ? "directory" : "file") + " in "
                                + Text.quote(parent.get().source().toString()),
                        "create it there first; rustyolo adds nothing to your own directories");
            }
        }
    }

    /** What is mounted in the directory of agents' state itself. */
    public List<BindMount> inState() {
        List<BindMount> all = mounts();
        return all.stream()
                .filter(mount -> parentIn(all, mount).filter(this::isState).isPresent())
                .toList();
    }

    /**
     * Makes the directories of ours that are missing, and the mount points in the agent's home.
     *
     * @param agent who the agent runs as
     * @param weAreRoot do we run as root? Then, and only then, what is made is given to the agent
     */
    public void prepare(Account agent, boolean weAreRoot) {
        makeDirectory(home, agent, weAreRoot);
        for (Path directory : state.ours()) {
            makeDirectory(directory, agent, weAreRoot);
        }
        check();
        if (!state.fresh()) {
            state.needed().forEach(each -> new MountPoint(state.directory(), each, true).make(agent, weAreRoot));
        }
        List<BindMount> all = mounts();
        for (BindMount mount : all) {
            Optional<BindMount> parent = parentIn(all, mount);
            if (parent.isPresent() && (isHome(parent.get()) || (isState(parent.get()) && !state.fresh()))) {
                point(parent.get(), mount).make(agent, weAreRoot);
            }
        }
    }

    private static void makeDirectory(Path directory, Account agent, boolean weAreRoot) {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Path parent = directory.getParent();
            if (parent != null) {
                PrivateDirectories.createAll(parent);
            }
            PrivateDirectories.create(directory);
            if (weAreRoot) {
                FileOwners.give(directory, agent);
            }
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO, "can't create " + Text.quote(directory.toString()), "check its parent", e);
        }
    }

    /** The innermost other mount inside which this one appears. */
    private static Optional<BindMount> parentIn(List<BindMount> all, BindMount mount) {
        Optional<BindMount> innermost = Optional.empty();
        for (BindMount other : all) {
            boolean contains = SandboxPaths.isWithin(mount.destination(), other.destination())
                    && !mount.destination().equals(other.destination());
            if (contains
                    && (innermost.isEmpty()
                            || other.destination().length()
                                    > innermost.get().destination().length())) {
                innermost = Optional.of(other);
            }
        }
        return innermost;
    }

    private boolean isHome(BindMount mount) {
        return mount.destination().equals(SandboxPaths.HOME);
    }

    private boolean isState(BindMount mount) {
        return mount.destination().equals(SandboxPaths.AUTH_HOME);
    }

    /** Is a directory mounted (else a file)? A source that isn't there yet is a directory of ours. */
    public static boolean isDirectory(BindMount mount) {
        return !Files.isRegularFile(mount.source());
    }

    private static MountPoint point(BindMount parent, BindMount mount) {
        String below = mount.destination().substring(parent.destination().length() + 1);
        return new MountPoint(parent.source(), Path.of(below), isDirectory(mount));
    }
}
