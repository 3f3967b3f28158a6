package dev.rustyolo.cli.agent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of an agent's state outlives a session, and what each session begins with. All that isn't named here is gone when
 * the session is over. Paths are relative to the directory of agents' state, without {@code .} or {@code ..}.
 *
 * @param credentials files that are the same in all projects
 * @param history directories that belong to one project
 * @param historyFiles files that belong to one project
 * @param directories what must be there when the agent starts
 * @param seeds files that are written anew for each session, by their paths; over a file of settings the login's members
 *     are laid
 * @param hostConfig what of the person's own the agent may read
 */
public record AgentState(
        List<Credential> credentials,
        List<String> history,
        List<String> historyFiles,
        List<String> directories,
        Map<String, String> seeds,
        List<HostConfig> hostConfig) {

    /** Copies all. */
    public AgentState {
        credentials = List.copyOf(credentials);
        history = List.copyOf(history);
        historyFiles = List.copyOf(historyFiles);
        directories = List.copyOf(directories);
        seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
        hostConfig = List.copyOf(hostConfig);
    }

    /** Of an agent of which nothing is kept. */
    public static AgentState none() {
        return new AgentState(List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    /** Of an agent that keeps files and directories. */
    public static AgentState keeping(List<Credential> credentials, String... history) {
        return new AgentState(credentials, List.of(history), List.of(), List.of(), Map.of(), List.of());
    }

    /** The same with files of history. */
    public AgentState historyFiles(String... files) {
        return new AgentState(credentials, history, List.of(files), directories, seeds, hostConfig);
    }

    /** The same with directories that must be there. */
    public AgentState directories(String... paths) {
        return new AgentState(credentials, history, historyFiles, List.of(paths), seeds, hostConfig);
    }

    /** The same with files to begin with. */
    public AgentState seeds(Map<String, String> files) {
        return new AgentState(credentials, history, historyFiles, directories, files, hostConfig);
    }

    /** The same with what the agent may read of the person's own. */
    public AgentState hostConfig(String source, String destination, String... names) {
        HostConfig config = new HostConfig(source, destination, List.of(names));
        return new AgentState(credentials, history, historyFiles, directories, seeds, List.of(config));
    }
}
