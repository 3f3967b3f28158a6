package dev.rustyolo.cli.engine;

import java.util.List;

/**
 * Where the command lines of engines differ. Their clients take the same verbs, and mostly the same options; what
 * doesn't stand here is the same for all.
 */
public sealed interface Dialect permits Docker, Podman {
    /** The client's name, as {@code --engine} takes it. */
    String program();

    /** The engine's name, for people. */
    String title();

    /** Variables that name its configuration, which says what it runs on this machine. */
    List<String> configurationVariables();

    /** Where its configuration is, below the home directory. */
    String configurationDirectory();

    /** Options before the verb. */
    List<String> global();

    /**
     * Options of every container.
     *
     * @param processes how many processes and threads it may have
     */
    List<String> container(long processes);

    /** Options of the gateway's container. */
    List<String> gateway();

    /**
     * Options of the agent's container.
     *
     * @param gateway the name of the gateway's
     */
    List<String> agent(String gateway);

    /** Options that hold a container to its limits; none when the engine would only ignore them. */
    List<String> limits(Limits limits);

    /**
     * Options that give a container GPUs.
     *
     * @param gpus {@code all}, or some, with commas between them
     */
    List<String> gpus(String gpus);

    /** Options of a removal: at once, whatever runs. */
    List<String> removal();

    /** Options of a build. */
    List<String> build();

    /** Asks, without our options, for the runtime that containers get unless told otherwise. */
    List<String> defaultRuntime();

    /**
     * Where those come from who use ports that are published on a network.
     *
     * @param network its name; empty for the default one
     */
    Visitors visitors(String network);

    /** Options of a gateway that has published ports and is on the engine's default network. */
    List<String> defaultNetworkToPublishOn();

    /** In the format of a list of containers: the value of a label. */
    String labelFormat(String label);

    /** Does the engine know how much memory a container takes? */
    boolean measuresMemory();

    /** What the person must know about sandboxes of this engine on this machine. */
    List<String> warnings();

    /** What to do when it doesn't answer. */
    String remedy();
}
