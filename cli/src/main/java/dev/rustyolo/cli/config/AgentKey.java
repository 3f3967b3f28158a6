package dev.rustyolo.cli.config;

import java.util.Optional;

/** The keys of {@code [agents.NAME]}. */
public enum AgentKey {
    COMMAND(
            "command",
            Form.LIST,
            "[\"mine\", \"--color\"]",
            "The program and its fixed arguments; a new agent needs it."),
    API_DOMAINS(
            "api_domains",
            Form.LIST,
            "[\"api.example.com\"]",
            "Domains without which it can't work; allowed whenever it runs."),
    LOGIN_DOMAINS(
            "login_domains",
            Form.LIST,
            "[\"login.example.com\"]",
            "Domains without which nobody can log in to it; allowed as well."),
    SKIP_PERMISSIONS("skip_permissions", Form.LIST, "[\"--yes\"]", "The flags that turn its permission prompts off."),
    SYSTEM_PROMPT_FLAG(
            "system_prompt_flag",
            Form.TEXT,
            "\"--append-system-prompt\"",
            "The option before a text that it adds to its system prompt."),
    SUBCOMMANDS(
            "subcommands",
            Form.LIST,
            "[\"login\", \"update\"]",
            "First arguments that start no conversation, and take neither of the two."),
    INFORMATION_FLAGS(
            "information_flags",
            Form.LIST,
            "[\"--version\", \"--help\"]",
            "Arguments that make it print something and end."),
    ENV(
            "env",
            Form.LIST,
            "[\"NO_TELEMETRY=1\"]",
            "Variables of its own, as NAME=VALUE. Not for secrets: they are shown."),
    CREDENTIALS(
            "credentials",
            Form.LIST,
            "[\"mine/auth.json\"]",
            "The files of its login, below ~/.config/rustyolo in the sandbox; kept for all projects."),
    HISTORY(
            "history",
            Form.LIST,
            "[\"mine/sessions\"]",
            "Directories below ~/.config/rustyolo in the sandbox that are kept for each project by itself.");

    private final String key;
    private final Form form;
    private final String example;
    private final String description;

    AgentKey(String key, Form form, String example, String description) {
        this.key = key;
        this.form = form;
        this.example = example;
        this.description = description;
    }

    /** Its name. */
    public String key() {
        return key;
    }

    /** What may stand behind it. */
    public Form form() {
        return form;
    }

    /** A value, in TOML. */
    public String example() {
        return example;
    }

    /** One line for the reference. */
    public String description() {
        return description;
    }

    /** The key of that name. */
    static Optional<AgentKey> find(String key) {
        for (AgentKey candidate : values()) {
            if (candidate.key.equals(key)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
