package dev.rustyolo.cli.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of the state of the agents that we know. Before a file is added, be sure that nothing in it is ever run, or
 * names what is run, or makes the agent fetch such a thing.
 */
final class AgentStates {
    private AgentStates() {}

    static AgentState claude() {
        return AgentState.keeping(
                        List.of(
                                // A login at somebody's gateway isn't among them: gateways hand out settings.
                                Credential.keys(
                                        "claude/.credentials.json",
                                        "claudeAiOauth.accessToken",
                                        "claudeAiOauth.refreshToken",
                                        "claudeAiOauth.expiresAt",
                                        "claudeAiOauth.refreshTokenExpiresAt",
                                        "claudeAiOauth.scopes",
                                        "claudeAiOauth.subscriptionType",
                                        "claudeAiOauth.rateLimitTier",
                                        "claudeAiOauth.clientId",
                                        "organizationUuid",
                                        "trustedDeviceToken"),
                                Credential.keys(
                                        "claude/.claude.json",
                                        // Not its e-mail address and names, which go into each conversation.
                                        "oauthAccount.accountUuid",
                                        "oauthAccount.organizationUuid",
                                        "userID",
                                        "primaryApiKey",
                                        "customApiKeyResponses",
                                        "hasCompletedOnboarding",
                                        "lastOnboardingVersion",
                                        "theme")),
                        "claude/projects",
                        "claude/file-history",
                        "claude/plans")
                .historyFiles("claude/history.jsonl")
                // The project is trusted as far as the sandbox goes; each session would ask anew.
                .seeds(Map.of(
                        "claude/.claude.json",
                        "{\"projects\":{\"/app\":{\"hasTrustDialogAccepted\":true}}}",
                        "claude/settings.json",
                        "{\"skipDangerousModePermissionPrompt\":true}"))
                .hostConfig(
                        ".claude",
                        "claude",
                        "CLAUDE.md",
                        "settings.json",
                        "keybindings.json",
                        "agents",
                        "commands",
                        "output-styles",
                        "rules",
                        "skills");
    }

    static AgentState codex() {
        return AgentState.keeping(
                        List.of(Credential.json("codex/auth.json")), "codex/sessions", "codex/archived_sessions")
                .historyFiles("codex/history.jsonl")
                .directories("codex")
                .seeds(Map.of("codex/config.toml", "[projects.\"/app\"]\ntrust_level = \"trusted\"\n"))
                .hostConfig(".codex", "codex", "AGENTS.md", "AGENTS.override.md", "config.toml", "prompts", "rules");
    }

    static AgentState gemini() {
        return AgentState.keeping(
                        List.of(
                                // No other kind of login than its own: some name the server that they are sent to.
                                Credential.keys(
                                        ".gemini/oauth_creds.json",
                                        "access_token",
                                        "refresh_token",
                                        "id_token",
                                        "token_type",
                                        "scope",
                                        "expiry_date"),
                                Credential.keys(".gemini/google_accounts.json", "active", "old"),
                                // Encrypted with a key of machine and user, which are the same in all sandboxes.
                                Credential.word(".gemini/gemini-credentials.json"),
                                Credential.keys(".gemini/settings.json", "security.auth.selectedType")),
                        ".gemini/tmp",
                        ".gemini/history")
                .hostConfig(".gemini", ".gemini", "GEMINI.md", "settings.json", "agents", "commands", "skills");
    }

    static AgentState opencode() {
        return AgentState.keeping(
                        // Of a "wellknown" one, it would fetch settings and commands from the provider's site; of the
                        // others, "enterpriseUrl" and "metadata" say which server they are sent to.
                        List.of(Credential.entries(
                                "data/opencode/auth.json",
                                "type",
                                Set.of("api", "oauth"),
                                "type",
                                "key",
                                "refresh",
                                "access",
                                "expires",
                                "accountId")),
                        "data/opencode/history",
                        "data/opencode/storage",
                        "data/opencode/snapshot")
                .directories("data/opencode/history")
                .hostConfig(
                        ".config/opencode",
                        "opencode",
                        "AGENTS.md",
                        "opencode.json",
                        "opencode.jsonc",
                        "agent",
                        "agents",
                        "command",
                        "commands",
                        "skill",
                        "skills");
    }

    static AgentState copilot() {
        return AgentState.keeping(
                        List.of(Credential.keys(
                                "copilot/config.json",
                                "copilotTokens",
                                "copilot_tokens",
                                "lastLoggedInUser",
                                "last_logged_in_user",
                                "loggedInUsers",
                                "logged_in_users")),
                        "copilot/session-state")
                .directories("copilot")
                .hostConfig(".copilot", "copilot", "copilot-instructions.md", "agents", "instructions", "skills");
    }
}
