package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.workspace.BindMount;
import java.nio.file.Path;
import java.util.List;

/**
 * The agent of a sandbox.
 *
 * @param image the image it runs from
 * @param command program and arguments, exactly
 * @param user who it runs as; never the superuser
 * @param limits what it may use up
 * @param space the directories in memory that it has anyway
 * @param gpus {@code all}, or the GPUs it may use, with commas between them; empty for none
 * @param seccomp the file that says which system calls it may make, in the engines' format; none for all of them
 * @param mounts what of the host it sees
 * @param environmentFile its environment, {@code NAME=VALUE} a line; the only place where values stand
 * @param blankVariables variables that the engine would fill in by itself and that must be empty instead
 * @param terminal does it get a terminal (else pipes)?
 */
public record AgentSpec(
        String image,
        List<String> command,
        Account user,
        Limits limits,
        TemporarySpace space,
        String gpus,
        List<Path> seccomp,
        List<BindMount> mounts,
        Path environmentFile,
        List<String> blankVariables,
        boolean terminal) {

    /**
     * Checks what must never be, and copies the lists.
     *
     * @throws IllegalArgumentException when there is no command or the user is the superuser
     */
    public AgentSpec {
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
        if (user.uid() == 0 || user.gid() == 0) {
            throw new IllegalArgumentException("an agent never runs as root");
        }
        command = List.copyOf(command);
        seccomp = List.copyOf(seccomp);
        mounts = List.copyOf(mounts);
        blankVariables = List.copyOf(blankVariables);
    }

    /** The same from another image. */
    AgentSpec from(String other) {
        return new AgentSpec(
                other, command, user, limits, space, gpus, seccomp, mounts, environmentFile, blankVariables, terminal);
    }
}
