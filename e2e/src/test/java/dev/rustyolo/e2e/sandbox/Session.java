package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * A session that lives. Closing it closes its program's standard input, and waits for the end.
 *
 * @param program the command's process
 * @param id the session's id, part of its containers' names
 */
public record Session(Program program, String id) implements AutoCloseable {
    /** What a session's own program says when it has started. */
    public static final String READY = "ready";

    static final String ADDRESS = "{{with index .NetworkSettings.Networks \"" + Lab.NETWORK
            + "\"}}{{.IPAddress}} {{.GlobalIPv6Address}}{{end}}";

    private static final String ON_THE_LAB = "network=" + Lab.NETWORK;
    private static final String GATEWAY = "label=dev.rustyolo.role=gateway";

    /**
     * Awaits it.
     *
     * @param inLab is it on the lab's network? Else it is the engine's newest
     */
    static Session await(Program program, boolean inLab) {
        try {
            program.out()
                    .await(
                            "the word " + READY,
                            Rustyolo.PATIENCE,
                            line -> line.strip().equals(READY));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + String.join("\n", program.err().all()), e);
        }
        return new Session(program, (inLab ? liveIds() : ids()).getLast());
    }

    /** Returns the ids of the lab's sessions, the newest last. */
    public static List<String> liveIds() {
        return ids("--filter", ON_THE_LAB);
    }

    private static List<String> ids(String... filters) {
        List<String> arguments = new ArrayList<>(List.of("ps", "--no-trunc", "--filter", GATEWAY));
        arguments.addAll(List.of(filters));
        arguments.addAll(List.of("--format", Engine.current().labelFormat("dev.rustyolo.session")));
        List<String> ids = Docker.list(arguments.toArray(String[]::new));
        return Engine.current().isPodman() ? ids : ids.reversed();
    }

    /** Returns the name of the agent's container. */
    public String agent() {
        return "rustyolo-" + id + "-agent";
    }

    /** Returns the name of the gateway's container. */
    public String gateway() {
        return "rustyolo-" + id + "-gateway";
    }

    /** Returns the session's addresses on the lab's network, IPv4 and IPv6. */
    public List<String> addresses() {
        return List.of(Docker.run("inspect", "--format", ADDRESS, gateway()).split(" "));
    }

    /** Runs a command as root in the agent's container, as an operator's {@code docker exec} would. */
    public Output asRoot(String... command) {
        return Docker.attempt(execution(command));
    }

    /** Starts the runner of probes as root in the agent's container. */
    public Program startRunnerAsRoot() {
        return Docker.start("root in the sandbox", execution("python3", "runner.py"));
    }

    private String[] execution(String... command) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("exec", "-i", "-u", "0", agent()),
                        java.util.stream.Stream.of(command))
                .toArray(String[]::new);
    }

    /** Closes the program's input and waits for the session's end. */
    public Output finish() {
        program.closeInput();
        return program.await(Rustyolo.PATIENCE);
    }

    @Override
    public void close() {
        program.close();
    }
}
