package dev.rustyolo.cli.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agents we know. To add one, add a definition here (and install it in the agents' image). */
public final class Agents {
    /** The agent that runs when none is named. */
    public static final String DEFAULT = "claude";

    /** Where the sandbox mounts the directory that keeps logins. */
    public static final String AUTH_HOME = "/home/agent/.config/rustyolo";

    private Agents() {}

    /** All definitions, in the order of the help text. */
    public static List<AgentDefinition> all() {
        return List.of(claude(), shell());
    }

    /** The names alone. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (AgentDefinition agent : all()) {
            names.add(agent.name());
        }
        return names;
    }

    /** The agent of that exact name. */
    public static Optional<AgentDefinition> find(String name) {
        for (AgentDefinition agent : all()) {
            if (agent.name().equals(name)) {
                return Optional.of(agent);
            }
        }
        return Optional.empty();
    }

    private static AgentDefinition claude() {
        return new AgentDefinition(
                "claude",
                List.of("claude"),
                List.of("api.anthropic.com", "claude.ai", "platform.claude.com"),
                List.of("--dangerously-skip-permissions"),
                List.of(new SystemPromptFlag(
                        "--append-system-prompt",
                        Set.of(
                                "--append-system-prompt",
                                "--append-system-prompt-file",
                                "--system-prompt",
                                "--system-prompt-file"))),
                Set.of(
                        "agents",
                        "auth",
                        "auto-mode",
                        "config",
                        "doctor",
                        "help",
                        "install",
                        "mcp",
                        "migrate-installer",
                        "plugin",
                        "plugins",
                        "setup-token",
                        "update",
                        "upgrade"),
                Set.of("--help", "-h", "--version", "-v"),
                Map.of(
                        "CLAUDE_CONFIG_DIR", AUTH_HOME + "/claude",
                        "DISABLE_AUTOUPDATER", "1",
                        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                        "DISABLE_TELEMETRY", "1",
                        "DISABLE_ERROR_REPORTING", "1"));
    }

    private static AgentDefinition shell() {
        return new AgentDefinition(
                "shell", List.of("bash"), List.of(), List.of(), List.of(), Set.of(), Set.of(), Map.of());
    }
}
