package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.cli.workspace.Volume;
import dev.rustyolo.cli.workspace.Workspace;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which system calls the agent may make, as the person chose. A file of theirs is read once, and what was read goes with
 * the session's files: it can't come to be another one while the session starts.
 */
public sealed interface SeccompChoice {
    /** The word for no profile at all. */
    String NONE = "none";

    /** Rustyolo's own. */
    record Ours() implements SeccompChoice {}

    /** None: every system call that the kernel has. */
    record Unconfined() implements SeccompChoice {}

    /**
     * The person's.
     *
     * @param file where it was
     * @param content what was in it
     */
    record Own(Path file, String content) implements SeccompChoice {}

    /** The session's file with the person's profile: none or one. */
    default List<SessionFile> files() {
        return this instanceof Own(Path ignored, String content)
                ? List.of(new SessionFile("seccomp.json", "", content))
                : List.of();
    }

    /**
     * Where the engine finds it: none or one.
     *
     * @param directory the session's
     */
    default List<Path> profile(Host host, Path directory) {
        return switch (this) {
            case Ours() -> List.of(SeccompProfile.AGENT.in(host));
            case Unconfined() -> List.of();
            case Own _ -> List.of(directory.resolve(files().getFirst().name()));
        };
    }

    /** What the person should not overlook. */
    default List<String> warnings() {
        return switch (this) {
            case Ours() -> List.of();
            case Unconfined() ->
                List.of("THE AGENT MAY MAKE ANY SYSTEM CALL (seccomp profile: none): more of this machine's kernel is"
                        + " open to attack; the network is as closed as ever");
            case Own(Path file, var ignored) ->
                List.of("the agent may make the system calls that " + file
                        + " allows, instead of those of rustyolo's own seccomp profile");
        };
    }

    /**
     * Reads the person's choice.
     *
     * @param typed a file, {@code none}, or the empty text for ours
     * @throws CliException when the file isn't a profile, or is where an agent can write
     */
    static SeccompChoice of(String typed, Host host, Workspace workspace) {
        if (typed.isEmpty()) {
            return new Ours();
        }
        if (typed.equals(NONE)) {
            return new Unconfined();
        }
        Path file = CanonicalPath.existingPath(Volume.expand(typed, host));
        List<Path> writable = new ArrayList<>(Project.surrounding(host.workingDirectory(), host.home()));
        for (BindMount mount : workspace.mounts()) {
            if (!mount.readOnly()) {
                writable.add(mount.source());
            }
        }
        for (Path place : writable) {
            if (file.startsWith(place)) {
                throw CliException.usage(
                        "can't use the seccomp profile " + Text.quote(file.toString())
                                + ": an agent can write there, so it may be an agent's work",
                        "keep it outside of the project, of the repository around it and of writable volumes");
            }
        }
        return new Own(file, SeccompFile.read(file));
    }
}
