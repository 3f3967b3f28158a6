package dev.rustyolo.cli.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whatever can run a sandbox. Four verbs do it: {@link #setup}, {@link #execute}, {@link #cleanup} and
 * {@link #cleanupOrphaned}; the others ask and show.
 */
public interface Engine {
    /**
     * Makes the sandbox's network and starts the gateway that owns it.
     *
     * @return the running gateway: its stdin takes commands, its stdout gives events, its stderr diagnostics. The
     *     process ends when the gateway has ended and nothing of it is left
     */
    Process setup(Sandbox sandbox);

    /**
     * Does {@link #setup} ahead of time, for nobody yet: the gateway refuses everything until it is adopted, and ends by
     * itself when that takes too long.
     *
     * @param life how long it waits
     * @return what {@link #adopt} knows it by again, which names this one and no other that may come to be called the
     *     same; nothing when it doesn't run
     */
    Optional<String> prepare(SandboxId sandbox, GatewaySpec gateway, Duration life);

    /**
     * Takes over what was prepared: as {@link #setup}, but it is there already.
     *
     * @param prepared what {@link #prepare} returned
     */
    Process adopt(String prepared);

    /** How much memory a gateway takes, in words; empty when it doesn't run. */
    String memory(SandboxId sandbox);

    /**
     * Starts the agent in the gateway's network, with this process's own stdin, stdout and stderr. Only to be called
     * when the gateway has said that it is ready.
     *
     * @return the running agent; its exit code is the agent's, and 125 to 127 are those of {@code docker run}
     */
    Process execute(Sandbox sandbox);

    /** Ends the agent at once; the process that {@link #execute} returned ends soon after. */
    void stopAgent(SandboxId sandbox);

    /**
     * Removes what is left of a sandbox of ours, whether or not it still runs, and nothing that only has its name.
     *
     * @return is nothing left of it?
     */
    boolean cleanup(SandboxId sandbox);

    /**
     * Removes what a crashed run left, and only that.
     *
     * @return could everything be removed?
     */
    boolean cleanupOrphaned(SandboxId sandbox);

    /** The sessions of an owner of which anything is there; none when the engine doesn't say. */
    Set<String> sessions(String owner);

    /** Connections the agent tried to make to bare addresses; asked of a live gateway, empty when it doesn't answer. */
    List<RefusedConnection> refusedConnections(SandboxId sandbox);

    /**
     * This machine's own address (IPv4) on a network of the engine, from which published ports are used.
     *
     * @param network its name; empty for the default one
     * @return the address
     * @throws dev.rustyolo.cli.failure.CliException when no port can be published there
     */
    String machineOn(String network);

    /** The program by which a person asks this engine for something. */
    String program();

    /** Why a start failed, from what the engine said. */
    Diagnosis diagnose(String output);

    /** The exact commands of {@link #setup} and {@link #execute}, in that order, for showing. */
    List<List<String>> describe(Sandbox sandbox);
}
