package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts programs with an environment in which nothing leads them where agents can write. An engine's client looks for
 * helpers of its own in the PATH: for credentials, for ssh.
 */
public final class CleanEnvironment implements Processes {
    private final Processes processes;
    private final Map<String, String> environment;

    /**
     * Wraps what starts programs.
     *
     * @param processes what starts them in the end
     * @param host the machine
     * @param path where programs may come from
     * @param client the engine's client
     */
    public CleanEnvironment(Processes processes, Host host, SearchPath path, Path client) {
        this.processes = processes;
        Path directory = client.getParent();
        this.environment = Map.of(
                "PATH",
                path.startingWith(directory == null ? client : directory),
                "HOME",
                host.home().toString(),
                // An old version makes engines forget restrictions that it didn't know; empty means that they agree on
                // one.
                "DOCKER_API_VERSION",
                "");
    }

    @Override
    public Process start(ProcessSpec spec) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(spec.environment());
        return processes.start(new ProcessSpec(spec.command(), all, spec.streams()));
    }
}
