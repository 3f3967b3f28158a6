package dev.rustyolo.cli.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agents we know. To add one, add a definition here, and a directory and a stage to {@code image/agent} that install
 * it.
 */
public final class Agents {
    /** The agent that runs when none is named. */
    public static final String DEFAULT = "claude";

    /** Where the sandbox mounts the directory that keeps logins. */
    public static final String AUTH_HOME = "/home/agent/.config/rustyolo";

    /** The text that tells an agent what it may reach, for those that take a file. */
    private static final String POLICY = "/run/rustyolo/policy.md";

    private Agents() {}

    /** All definitions, in the order of the help text. */
    public static List<AgentDefinition> all() {
        return List.of(claude(), codex(), gemini(), opencode(), aider(), copilot(), shell());
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
        return AgentDefinition.named("claude")
                .apiDomains("api.anthropic.com")
                .loginDomains("claude.ai", "platform.claude.com")
                .skipPermissionsFlags("--dangerously-skip-permissions")
                .systemPrompt(
                        "--append-system-prompt",
                        "",
                        "--append-system-prompt",
                        "--append-system-prompt-file",
                        "--system-prompt",
                        "--system-prompt-file")
                .subcommands(
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
                        "upgrade")
                .environment(Map.of(
                        "CLAUDE_CONFIG_DIR", AUTH_HOME + "/claude",
                        "DISABLE_AUTOUPDATER", "1",
                        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                        "DISABLE_TELEMETRY", "1",
                        "DISABLE_ERROR_REPORTING", "1"))
                .state(AgentStates.claude())
                .build();
    }

    /** Its own sandbox can't be made inside of ours, and isn't needed: the flag switches it off too. */
    private static AgentDefinition codex() {
        return AgentDefinition.named("codex")
                .command("codex", "-c", "check_for_update_on_startup=false")
                .apiDomains("api.openai.com", "chatgpt.com")
                .loginDomains("auth.openai.com")
                .skipPermissionsFlags("--dangerously-bypass-approvals-and-sandbox")
                .systemPrompt("-c", "developer_instructions=", "developer_instructions")
                .subcommands(
                        "app-server",
                        "archive",
                        "cloud",
                        "completion",
                        "debug",
                        "delete",
                        "doctor",
                        "exec-server",
                        "features",
                        "help",
                        "login",
                        "logout",
                        "mcp",
                        "migrate-nfs-db",
                        "migrate-rollouts",
                        "plugin",
                        "queue",
                        "remote-control",
                        "sandbox",
                        "unarchive",
                        "update")
                .informationFlags("--help", "-h", "--version", "-V")
                .environment(Map.of("CODEX_HOME", AUTH_HOME + "/codex"))
                .state(AgentStates.codex())
                .build();
    }

    private static AgentDefinition gemini() {
        return AgentDefinition.named("gemini")
                .apiDomains("generativelanguage.googleapis.com", "cloudcode-pa.googleapis.com")
                .loginDomains("accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com")
                .skipPermissionsFlags("--yolo")
                .subcommands("extension", "extensions", "gemma", "hook", "hooks", "mcp", "skill", "skills")
                .environment(Map.of(
                        "GEMINI_CLI_HOME", AUTH_HOME,
                        "GEMINI_CLI_TRUST_WORKSPACE", "true",
                        "GEMINI_TELEMETRY_ENABLED", "false",
                        "NO_BROWSER", "true"))
                .state(AgentStates.gemini())
                .build();
    }

    /** It talks to whichever provider the person has set up; those are theirs to allow. */
    private static AgentDefinition opencode() {
        return AgentDefinition.named("opencode")
                .apiDomains("opencode.ai", "models.dev")
                .skipPermissionsFlags("--auto")
                .conversations("run")
                .subcommands(
                        "acp",
                        "agent",
                        "attach",
                        "auth",
                        "completion",
                        "db",
                        "debug",
                        "export",
                        "github",
                        "import",
                        "mcp",
                        "models",
                        "plug",
                        "plugin",
                        "pr",
                        "providers",
                        "serve",
                        "session",
                        "stats",
                        "uninstall",
                        "upgrade",
                        "web")
                .environment(Map.of(
                        "OPENCODE_CONFIG_DIR", AUTH_HOME + "/opencode",
                        "XDG_DATA_HOME", AUTH_HOME + "/data",
                        "OPENCODE_DB", AUTH_HOME + "/data/opencode/history/opencode.db",
                        "OPENCODE_CONFIG_CONTENT", "{\"instructions\":[\"" + POLICY + "\"],\"share\":\"disabled\"}",
                        "OPENCODE_DISABLE_AUTOUPDATE", "1"))
                .state(AgentStates.opencode())
                .build();
    }

    /** It talks to whichever provider the person has a key for. */
    private static AgentDefinition aider() {
        return AgentDefinition.named("aider")
                .apiDomains("api.anthropic.com", "api.openai.com")
                .skipPermissionsFlags("--yes-always")
                .informationFlags("--help", "-h", "--version", "--list-models", "--models")
                .environment(Map.of(
                        "AIDER_ANALYTICS_DISABLE", "true",
                        "AIDER_CHECK_UPDATE", "false",
                        "AIDER_READ", POLICY))
                .build();
    }

    private static AgentDefinition copilot() {
        return AgentDefinition.named("copilot")
                .apiDomains("api.github.com", "*.githubcopilot.com")
                .loginDomains("github.com")
                .skipPermissionsFlags("--allow-all")
                .subcommands(
                        "app",
                        "completion",
                        "config",
                        "help",
                        "instruction",
                        "login",
                        "lsp",
                        "mcp",
                        "memories",
                        "plugin",
                        "sandbox",
                        "sessions",
                        "skill",
                        "update",
                        "version")
                .environment(Map.of("COPILOT_HOME", AUTH_HOME + "/copilot", "COPILOT_AUTO_UPDATE", "false"))
                .state(AgentStates.copilot())
                .build();
    }

    private static AgentDefinition shell() {
        return AgentDefinition.named("shell").command("bash").informationFlags().build();
    }
}
