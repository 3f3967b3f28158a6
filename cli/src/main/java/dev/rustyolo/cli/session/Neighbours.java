package dev.rustyolo.cli.session;

import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.ui.ShellQuoting;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The other sessions of this account, and what their agents can write to. An engine follows the path of a mount when it
 * makes the container, as root, some time after we have looked at it: who can write to a directory on the way can put a
 * link in the place of what we saw in between, and have the engine mount anything. So nothing is mounted from where
 * another agent can do that, and no agent starts while another session's mounts below its own are still being made.
 */
public final class Neighbours {
    static final String FILE = "mounts";
    private static final String WRITABLE = "w ";
    private static final String READABLE = "r ";
    /** How long after it has said what it mounts a session's mounts may still be under way. */
    private static final Duration STARTING = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What another session mounts. */
    private record Neighbour(Path directory, List<Path> writable, List<Path> all) {}

    private final List<Path> sessions;

    /**
     * Those in these directories.
     *
     * @param sessions where the directories of sessions are, of all engines; may be missing
     */
    public Neighbours(List<Path> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /**
     * Says what a session mounts, and whether it may: to be called when nothing but the start of its agent is left. Each
     * session first says what it mounts and then looks at the others, so of two that start at once one sees the other.
     *
     * @param own the session's directory
     * @param mounts what it mounts
     * @param exempt sources that the person has named as unsafe
     * @throws CliException when another agent can write to a directory on the way to one of the sources, or a source is no
     *     longer what it was when it was checked
     */
    public void admit(Path own, List<BindMount> mounts, List<Path> exempt) throws InterruptedException {
        List<BindMount> careful = mounts.stream()
                .filter(mount -> !exempt.contains(mount.source()))
                .toList();
        tell(own, mounts);
        List<Neighbour> others = others(own);
        for (BindMount mount : careful) {
            for (Neighbour other : others) {
                requireOutOfReach(mount.source(), other);
            }
        }
        for (Neighbour other : others) {
            awaitStarted(mounts, other);
        }
        careful.forEach(mount -> requireUnchanged(mount.source()));
    }

    private static void tell(Path own, List<BindMount> mounts) {
        StringBuilder text = new StringBuilder();
        for (BindMount mount : mounts) {
            text.append(mount.readOnly() ? READABLE : WRITABLE)
                    .append(mount.source())
                    .append('\n');
        }
        try {
            // At once, so that nobody reads half of it; not to last, so that no disk is waited for.
            Path fresh = own.resolve(FILE + ".new");
            Files.deleteIfExists(fresh);
            FileWriter.create(fresh, text.toString(), "rw-------");
            Files.move(fresh, own.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't write down what the session mounts: " + e.getMessage(),
                    "check that there is space and that you may write there",
                    e);
        }
    }

    private List<Neighbour> others(Path own) {
        List<Neighbour> others = new ArrayList<>();
        for (Path each : sessions) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(each)) {
                for (Path directory : directories) {
                    if (!directory.equals(own) && SandboxId.isSession(String.valueOf(directory.getFileName()))) {
                        read(directory, others);
                    }
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                // No session of that engine has ever been.
            } catch (IOException e) {
                throw unreadable(each, e);
            }
        }
        return others;
    }

    private static void read(Path directory, List<Neighbour> others) {
        List<Path> writable = new ArrayList<>();
        List<Path> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(directory.resolve(FILE))) {
                Path source = Path.of(line.substring(WRITABLE.length()));
                all.add(source);
                if (line.startsWith(WRITABLE)) {
                    writable.add(source);
                }
            }
        } catch (NoSuchFileException e) {
            return; // Its agent hasn't started yet, and will find what we have said.
        } catch (IOException | IndexOutOfBoundsException e) {
            throw unreadable(directory, e);
        }
        if (!Files.exists(directory.resolve(SessionDirectory.ENDED))) {
            others.add(new Neighbour(directory, writable, all));
        }
    }

    private static CliException unreadable(Path directory, Exception e) {
        return new CliException(
                ExitCode.IO,
                "can't tell what other sessions mount, from " + Text.quote(directory.toString()),
                "look at its owner and mode; if no session is running, it can be removed",
                e);
    }

    private static void requireOutOfReach(Path source, Neighbour other) {
        for (Path writable : other.writable()) {
            if (isBelow(source, writable)) {
                throw new CliException(
                        ExitCode.UNSAFE_MOUNT,
                        Text.quote(source.toString()) + " is in " + Text.quote(writable.toString())
                                + ", to which the agent of another session ("
                                + other.directory().getFileName()
                                + ") can write: it could put a link to anything in its place while this one starts",
                        "end that session first, or start this one before it; if you trust what runs there:"
                                + " --allow-unsafe-mount " + ShellQuoting.quote(source.toString()));
            }
        }
    }

    private static void awaitStarted(List<BindMount> mounts, Neighbour other) throws InterruptedException {
        boolean concerned = mounts.stream()
                .filter(mount -> !mount.readOnly())
                .anyMatch(mount -> other.all().stream().anyMatch(source -> isBelow(source, mount.source())));
        while (concerned && isStarting(other)) {
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isStarting(Neighbour other) {
        try {
            Instant said =
                    Files.getLastModifiedTime(other.directory().resolve(FILE)).toInstant();
            return Duration.between(said, Instant.now()).abs().compareTo(STARTING) < 0;
        } catch (IOException e) {
            return false; // It is over.
        }
    }

    private static boolean isBelow(Path path, Path directory) {
        return path.startsWith(directory) && !path.equals(directory);
    }

    private static void requireUnchanged(Path source) {
        Path now = CanonicalPath.of(source);
        if (!now.equals(source)) {
            throw new CliException(
                    ExitCode.UNSAFE_MOUNT,
                    Text.quote(source.toString()) + " has become a link, to " + Text.quote(now.toString())
                            + ", since it was checked",
                    "see who did that; it may have been an agent");
        }
    }
}
