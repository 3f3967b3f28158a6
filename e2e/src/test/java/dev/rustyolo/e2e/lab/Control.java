package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;

/**
 * The container without a sandbox: the suite's positive controls run in it. An attack that fails here, where nothing
 * holds it back, would prove nothing by failing in a session.
 */
public final class Control {
    private final Node node;

    Control(Node node) {
        this.node = node;
    }

    /** Runs a shell command to its end. The probes lie in its working directory. */
    public Output shell(String command) {
        return Docker.attempt("exec", "-w", "/app", node.container(), "sh", "-c", command);
    }

    /** Starts the runner of probes in it. */
    public Program startRunner() {
        return Docker.start("control", "exec", "-i", "-w", "/app", node.container(), "python3", "runner.py");
    }

    /** Runs a shell command to its end in a container of its own, for what would spoil the other's network. */
    public Output shellAlone(String command) {
        return Docker.attempt(
                "run",
                "--rm",
                "--pull",
                "never",
                "--log-driver",
                "none",
                "--network",
                Lab.NETWORK,
                "--label",
                Lab.LABEL,
                "--cap-add",
                "NET_ADMIN",
                "--cap-add",
                "NET_RAW",
                "--dns",
                Addresses.v4(Addresses.DNS),
                "-v",
                Lab.PROBES + ":/app:ro",
                "-w",
                "/app",
                Lab.IMAGE,
                "sh",
                "-c",
                command);
    }
}
