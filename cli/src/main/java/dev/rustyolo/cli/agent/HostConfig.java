package dev.rustyolo.cli.agent;

import java.util.List;

/**
 * Instructions, settings and commands that a person has for an agent outside of any sandbox. Never a file that holds
 * a login.
 *
 * @param source their directory, relative to the person's home
 * @param destination where the agent looks for them, relative to the directory of agents' state
 * @param names the files and directories in it that may be read, where they exist
 */
public record HostConfig(String source, String destination, List<String> names) {
    /** Copies the list. */
    public HostConfig {
        names = List.copyOf(names);
    }
}
