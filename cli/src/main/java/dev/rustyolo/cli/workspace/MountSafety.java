package dev.rustyolo.cli.workspace;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.VersionedRoot;
import dev.rustyolo.cli.ui.ShellQuoting;
import dev.rustyolo.policy.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which of the host's files a sandbox may never see. The project, the directory of logins and every volume are
 * held to the same rules; {@code --allow-unsafe-mount} is the only way round.
 */
public final class MountSafety {
    private static final List<String> SYSTEM = List.of(
            "/etc",
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/boot",
            "/dev",
            "/proc",
            "/sys",
            "/run",
            "/System",
            "/Library",
            "/private/etc");
    /** System directories in which people keep projects too. */
    private static final List<String> SYSTEM_WITH_WORK = List.of("/usr", "/var", "/root", "/private/var");

    private static final List<String> WORK =
            List.of("/usr/local/src", "/usr/src", "/var/tmp", "/var/www", "/private/var/folders", "/private/var/tmp");
    private static final List<String> TEMPORARY = List.of("/tmp", "/var/tmp", "/private/tmp", "/private/var/tmp");

    private final List<Path> homes;
    private final List<Path> ours;
    private final List<Path> podman;
    private final EngineSockets sockets;
    private final List<Path> exempt;

    /**
     * The rules on that host.
     *
     * @param host whose files
     * @param engine where its engine is
     * @param exempt canonical paths the person has allowed by name
     */
    public MountSafety(Host host, EngineAddress engine, List<Path> exempt) {
        this.homes = List.of(CanonicalPath.of(host.home()), CanonicalPath.of(host.accountHome()));
        this.ours = Stream.of(
                        host.locations().configFile(),
                        host.locations().state(),
                        host.locations().installation(),
                        // What is beside it may be the next one.
                        VersionedRoot.of(host.locations().installation())
                                .orElse(host.locations().installation()))
                // A link on the way to them, in a sandbox's reach, would be as good as the file itself.
                .flatMap(own -> CanonicalPath.trail(own).stream())
                .toList();
        this.podman = List.of(
                CanonicalPath.of(host.home().resolve(".config").resolve("containers")),
                CanonicalPath.of(host.home().resolve(".local").resolve("share").resolve("containers")));
        this.sockets = new EngineSockets(engine);
        this.exempt = List.copyOf(exempt);
    }

    /**
     * Judges a source.
     *
     * @param source canonical path
     * @param what what it is to the person: "the project directory", "the volume"
     * @throws CliException when the sandbox must not see it and the person hasn't allowed it by name
     */
    public void require(Path source, String what) {
        Optional<String> danger = danger(source);
        if (danger.isPresent() && !exempt.contains(source)) {
            throw new CliException(
                    ExitCode.UNSAFE_MOUNT,
                    what + " " + Text.quote(source.toString()) + " is refused: " + danger.get(),
                    "use a directory of its own; if you must, and know what it gives away: --allow-unsafe-mount "
                            + ShellQuoting.quote(source.toString()));
        }
    }

    /** Judges a volume; one that is to be read-only must be so in all its parts. */
    public void requireVolume(BindMount volume) {
        require(volume.source(), "the volume");
        if (volume.readOnly() && !exempt.contains(volume.source())) {
            Submounts.requireNone(volume.source());
        }
    }

    /** Judges a source that must be a directory, or is still to be made as one. */
    public void requireDirectory(Path source, String what) {
        require(source, what);
        if (Files.exists(source) && !Files.isDirectory(source)) {
            throw CliException.usage(
                    what + " " + Text.quote(source.toString()) + " isn't a directory", "name a directory");
        }
    }

    /** Was this path only let through because the person allowed it by name? Then the reason why it is unsafe. */
    public Optional<String> overridden(Path source) {
        return exempt.contains(source) ? danger(source) : Optional.empty();
    }

    /** Why a canonical path must not be mounted, if so. */
    Optional<String> danger(Path source) {
        List<String> reasons = new ArrayList<>();
        addIf(reasons, source.getNameCount() == 0, "it is the whole file system");
        for (Path home : homes) {
            addIf(
                    reasons,
                    home.getNameCount() > 0 && home.startsWith(source),
                    "it is, or contains, the home directory");
        }
        addIf(reasons, isSystem(source), "it belongs to the system");
        addIf(reasons, TEMPORARY.contains(source.toString()), "everyone's temporary files are in it");
        for (Path own : ours) {
            addIf(
                    reasons,
                    source.startsWith(own) || own.startsWith(source),
                    "rustyolo's own configuration, state or installation is there");
        }
        for (Path own : podman) {
            addIf(
                    reasons,
                    source.startsWith(own) || own.startsWith(source),
                    "Podman's configuration or images are there, which decide what it runs on this machine");
        }
        addIf(
                reasons,
                reasons.isEmpty() && sockets.isIn(source),
                "a container engine's socket is in it, which is root on this machine");
        addIf(
                reasons,
                Files.exists(source) && !Files.isDirectory(source) && !Files.isRegularFile(source),
                "it is neither a directory nor a regular file");
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.getFirst());
    }

    private boolean isSystem(Path source) {
        if (isInOneOf(source, SYSTEM)) {
            return true;
        }
        return isInOneOf(source, SYSTEM_WITH_WORK) && !isStrictlyInOneOf(source, WORK) && !isStrictlyInHome(source);
    }

    /** A home below /var or /root is a home all the same; one that is a system directory itself is not. */
    private boolean isStrictlyInHome(Path source) {
        for (Path home : homes) {
            boolean real = home.getNameCount() > 1 || home.equals(Path.of("/root"));
            if (real && source.startsWith(home) && !source.equals(home) && !home.startsWith("/usr")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInOneOf(Path path, List<String> parents) {
        for (String parent : parents) {
            if (path.startsWith(parent)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStrictlyInOneOf(Path path, List<String> parents) {
        for (String parent : parents) {
            if (path.startsWith(parent) && !path.toString().equals(parent)) {
                return true;
            }
        }
        return false;
    }

    private static void addIf(List<String> reasons, boolean condition, String reason) {
        if (condition) {
            reasons.add(reason);
        }
    }
}
