package dev.rustyolo.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every key of the configuration but those of agents: the one table from which files are read and the reference is
 * written. To add one, add it here, its grammar to {@link Grammar}, its words to {@link Words}, and where it is used.
 */
public enum Setting {
    ALLOW_DOMAINS(
            Section.DEFAULT,
            "allow_domains",
            Form.LIST,
            Effect.WIDENS,
            "--allow-domains",
            "[\"github.com\", \"*.example.com\", \"db.example.com:5432\"]",
            "Domains the sandbox may reach."),
    DENY_DOMAINS(
            Section.DEFAULT,
            "deny_domains",
            Form.LIST,
            Effect.NARROWS,
            "--deny-domains",
            "[\"gist.github.com\"]",
            "Domains it may not reach, whatever else allows them."),
    VOLUMES(
            Section.DEFAULT,
            "volumes",
            Form.LIST,
            Effect.WIDENS,
            "--volume",
            "[\"~/.gitconfig:/home/agent/.gitconfig:ro\"]",
            "Files and directories of yours that the sandbox sees. One of a later source with the same destination"
                    + " stands in for an earlier one."),
    ENV(
            Section.DEFAULT,
            "env",
            Form.LIST,
            Effect.WIDENS,
            "--env",
            "[\"EDITOR=vi\", \"ANTHROPIC_API_KEY\"]",
            "Variables for the agent; without a value, the one that you have."),
    AUTH_HOME(
            Section.DEFAULT,
            "auth_home",
            Form.TEXT,
            Effect.WIDENS,
            "--auth-home",
            "\"~/.config/rustyolo\"",
            "Where agents' logins are kept, or \"none\"."),
    SHARE_STATE(
            Section.DEFAULT,
            "share_state",
            Form.SWITCH,
            Effect.BOUNDS,
            "--share-state",
            "true",
            "Agents' whole state is one for all projects: what one of them plants runs in all."),
    HOST_CONFIG(
            Section.DEFAULT,
            "host_config",
            Form.SWITCH,
            Effect.BOUNDS,
            "--host-config",
            "true",
            "The agent reads your own settings, instructions and commands for it."),
    CA_CERT(
            Section.DEFAULT,
            "ca_cert",
            Form.TEXT,
            Effect.WIDENS,
            "--ca-cert",
            "\"~/company-ca.pem\"",
            "Certificates of a proxy that re-signs TLS, to be trusted by the agent."),
    IMAGE(
            Section.DEFAULT,
            "image",
            Form.TEXT,
            Effect.WIDENS,
            "--image",
            "\"team/agents:1\"",
            "The image the agent runs in."),
    AGENT(
            Section.DEFAULT,
            "agent",
            Form.TEXT,
            Effect.WIDENS,
            "AGENT",
            "\"claude\"",
            "The agent that runs when none is named."),
    MEMORY(Section.RESOURCES, "memory", Form.AMOUNT, Effect.BOUNDS, "--memory", "\"8g\"", "Memory for the agent."),
    CPUS(Section.RESOURCES, "cpus", Form.AMOUNT, Effect.BOUNDS, "--cpus", "2", "Processors for the agent."),
    PIDS_LIMIT(
            Section.RESOURCES,
            "pids_limit",
            Form.AMOUNT,
            Effect.BOUNDS,
            "--pids-limit",
            "2048",
            "Processes of the agent."),
    TMP_SIZE(
            Section.RESOURCES,
            "tmp_size",
            Form.AMOUNT,
            Effect.BOUNDS,
            "--tmp-size",
            "\"2g\"",
            "The size of /tmp, which is in the agent's memory."),
    SHM_SIZE(
            Section.RESOURCES, "shm_size", Form.AMOUNT, Effect.BOUNDS, "--shm-size", "\"1g\"", "The same of /dev/shm."),
    GPUS(Section.RESOURCES, "gpus", Form.TEXT, Effect.WIDENS, "--gpus", "\"all\"", "GPUs for the agent."),
    DNS_SERVERS(
            Section.SECURITY,
            "dns_servers",
            Form.CHOICE,
            Effect.WIDENS,
            "--dns-servers",
            "[\"198.51.100.53\"]",
            "The servers that resolve allowed names."),
    SECCOMP_PROFILE(
            Section.SECURITY,
            "seccomp_profile",
            Form.TEXT,
            Effect.WIDENS,
            "--seccomp-profile",
            "\"~/seccomp.json\"",
            "The system calls that the agent may make, instead of rustyolo's list, or \"none\" for all. A file must be"
                    + " where no agent can change it."),
    AUDIT_LOG(
            Section.SECURITY,
            "audit_log",
            Form.TEXT,
            Effect.BOUNDS,
            "--audit-log",
            "\"verbose\"",
            "What is written down for `rustyolo logs`: \"none\", \"basic\" or \"verbose\"."),
    INJECT_MESSAGE(
            Section.SECURITY,
            "inject_message",
            Form.TEXT,
            Effect.WIDENS,
            "--inject-message",
            "\"Run the tests before you say that you are done.\"",
            "A text for the agent's system prompt, behind rustyolo's own; and for its policy file."),
    NETWORK(
            Section.NETWORK,
            "name",
            Form.TEXT,
            Effect.WIDENS,
            "--network",
            "\"lab\"",
            "The engine's network that the gateway is attached to."),
    ALLOW_PRIVATE(
            Section.NETWORK,
            "allow_private",
            Form.LIST,
            Effect.WIDENS,
            "--allow-private",
            "[\"192.168.1.0/24\"]",
            "Ranges of private addresses to which allowed names may lead."),
    POOL(
            Section.NETWORK,
            "pool",
            Form.TEXT,
            Effect.WIDENS,
            "--pool",
            "\"10.254.0.0/15\"",
            "The range of the sandbox's own addresses, if this machine uses the one it would take."),
    OFFLINE(
            Section.NETWORK,
            "offline",
            Form.SWITCH,
            Effect.BOUNDS,
            "--offline",
            "true",
            "Nothing can be reached at all, not even the agent's own API."),
    UPDATE_API(
            Section.UPDATE,
            "api_url",
            Form.TEXT,
            Effect.OWN,
            "--api-url",
            "\"https://mirror.example.com\"",
            "The server of `rustyolo update`, which answers as GitHub's API does."),
    UPDATE_REPOSITORY(
            Section.UPDATE,
            "repository",
            Form.TEXT,
            Effect.OWN,
            "--repository",
            "\"team/rustyolo\"",
            "The repository whose releases it has."),
    UPDATE_REGISTRY(
            Section.UPDATE,
            "registry",
            Form.TEXT,
            Effect.OWN,
            "--registry",
            "\"registry.example.com/mirror\"",
            "Where published images are fetched, in the place of the registry that the signed manifest names."),
    UPDATE_CHECK(
            Section.UPDATE,
            "check",
            Form.SWITCH,
            Effect.OWN,
            "--skip-version-check",
            "false",
            "Sessions look once a day whether there is a newer version.");

    private final Section section;
    private final String key;
    private final Form form;
    private final Effect effect;
    private final String option;
    private final String example;
    private final String description;

    Setting(Section section, String key, Form form, Effect effect, String option, String example, String description) {
        this.section = section;
        this.key = key;
        this.form = form;
        this.effect = effect;
        this.option = option;
        this.example = example;
        this.description = description;
    }

    /** The table it stands in. */
    public Section section() {
        return section;
    }

    /** Its name in that table. */
    public String key() {
        return key;
    }

    /** What may stand behind it. */
    public Form form() {
        return form;
    }

    /** What it does to the sandbox. */
    public Effect effect() {
        return effect;
    }

    /** The option of the command line that does the same. */
    public String option() {
        return option;
    }

    /** A value, in TOML. */
    public String example() {
        return example;
    }

    /** One line for the reference. */
    public String description() {
        return description;
    }

    /** The key of that name in a table. */
    static Optional<Setting> find(Section section, String key) {
        for (Setting setting : in(section)) {
            if (setting.key.equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** The keys of a table, in the order of the reference. */
    public static List<Setting> in(Section section) {
        List<Setting> settings = new ArrayList<>();
        for (Setting setting : values()) {
            if (setting.section == section) {
                settings.add(setting);
            }
        }
        return List.copyOf(settings);
    }
}
