package dev.rustyolo.cli.command;

import java.util.List;
import java.util.Optional;

/**
 * Every option of a session: the one table from which the line is read and the help is written. Short forms are
 * {@code -v -e -h -V} and no more, so that all others stay free for agents.
 */
enum SessionOption {
    ALLOW_DOMAINS(
            "--allow-domains",
            Kind.LIST,
            HelpSection.NETWORK,
            "\"NAME...\"",
            "Domains the sandbox may reach: names or *.names, with :port or without, separated by spaces or commas;"
                    + " or addresses as 198.51.100.7:5432 or 10.0.0.0/24:22. The variable TRUSTED_DOMAINS adds to it."),
    DENY_DOMAINS(
            "--deny-domains",
            Kind.LIST,
            HelpSection.NETWORK,
            "\"NAME...\"",
            "Domains it may not reach, whatever else allows them."),
    OFFLINE(
            "--offline",
            Kind.FLAG,
            HelpSection.NETWORK,
            "",
            "Nothing can be reached at all, not even the agent's own API."),
    ALLOW_PRIVATE(
            "--allow-private",
            Kind.LIST,
            HelpSection.NETWORK,
            "CIDR",
            "A range of private addresses to which allowed names may lead."),
    DNS_SERVERS(
            "--dns-servers",
            Kind.LIST,
            HelpSection.NETWORK,
            "\"IP...\"",
            "The servers that resolve allowed names (default, also as any: this machine's)."),
    NETWORK(
            "--network",
            Kind.VALUE,
            HelpSection.NETWORK,
            "NAME",
            "The engine's network that the gateway is attached to."),
    POOL(
            "--pool",
            Kind.VALUE,
            HelpSection.NETWORK,
            "CIDR",
            "The range of the sandbox's own addresses, if this machine uses the one it would take: 198.18.0.0/15,"
                    + " 100.126.0.0/15 or 10.254.0.0/15."),
    PUBLISH(
            "--publish",
            Kind.REPEATED,
            HelpSection.NETWORK,
            "[HOSTPORT:]PORT",
            "A TCP port of the sandbox that programs on this machine can reach, at 127.0.0.1 and nowhere else: for the"
                    + " answer to a login, or for a look at a server."),
    VOLUME(
            "--volume",
            Kind.REPEATED,
            HelpSection.FILES,
            "SRC:DST[:ro]",
            "A file or directory of yours that the sandbox sees at DST."),
    AUTH_HOME(
            "--auth-home",
            Kind.VALUE,
            HelpSection.FILES,
            "DIR",
            "Where agents' logins are kept (default: ~/.config/rustyolo; none: nothing is kept)."),
    HOST_CONFIG(
            "--host-config",
            Kind.FLAG,
            HelpSection.FILES,
            "",
            "Let the agent read your own instructions, settings and commands for it (~/.claude/CLAUDE.md and such)."),
    SHARE_STATE(
            "--share-state",
            Kind.FLAG,
            HelpSection.FILES,
            "",
            "Give the agent that directory as it is, the same for all projects: what one session plants there runs in"
                    + " all others."),
    CA_CERT(
            "--ca-cert",
            Kind.VALUE,
            HelpSection.FILES,
            "FILE",
            "Certificates (PEM) of a proxy that re-signs TLS, to be trusted by the agent and by builds."),
    ALLOW_UNSAFE_MOUNT(
            "--allow-unsafe-mount",
            Kind.REPEATED,
            HelpSection.FILES,
            "PATH",
            "Mount exactly this path although a safety rule refuses it. Gives away what is in it."),
    YOLO("--yolo", Kind.FLAG, HelpSection.AGENT, "", "Turn the agent's permission prompts off."),
    NO_YOLO(
            "--no-yolo",
            Kind.FLAG,
            HelpSection.AGENT,
            "",
            "Leave them on (default: off when the agent gets no arguments)."),
    ENV(
            "--env",
            Kind.REPEATED,
            HelpSection.AGENT,
            "NAME[=VALUE]",
            "A variable for the agent; without a value, the one it has here. Nothing else is passed on."),
    SECRET(
            "--secret",
            Kind.REPEATED,
            HelpSection.AGENT,
            "NAME=SOURCE",
            "A variable whose value nobody else sees, the engine included. SOURCE is file:PATH, env:VARIABLE, or"
                    + " cmd:COMMAND, which is run by your shell."),
    INJECT_MESSAGE(
            "--inject-message",
            Kind.VALUE,
            HelpSection.AGENT,
            "TEXT",
            "A text for the agent's system prompt, behind rustyolo's own; and for its policy file."),
    IMAGE(
            "--image",
            Kind.VALUE,
            HelpSection.CONTAINER,
            "IMAGE",
            "The image the agent runs in (default: llm-rustyolo:latest)."),
    USER("--user", Kind.VALUE, HelpSection.CONTAINER, "UID:GID", "Who the agent runs as (default: you; never root)."),
    MEMORY("--memory", Kind.VALUE, HelpSection.CONTAINER, "SIZE", "Memory for the agent, or unlimited (default: 4g)."),
    CPUS("--cpus", Kind.VALUE, HelpSection.CONTAINER, "NUMBER", "Processors for the agent (default: unlimited)."),
    PIDS_LIMIT(
            "--pids-limit",
            Kind.VALUE,
            HelpSection.CONTAINER,
            "NUMBER",
            "Processes of the agent, or unlimited (default: 1024)."),
    TMP_SIZE(
            "--tmp-size",
            Kind.VALUE,
            HelpSection.CONTAINER,
            "SIZE",
            "The size of /tmp, which is in the agent's memory (default: 1g)."),
    SHM_SIZE("--shm-size", Kind.VALUE, HelpSection.CONTAINER, "SIZE", "The same of /dev/shm (default: 64m)."),
    GPUS(
            "--gpus",
            Kind.VALUE,
            HelpSection.CONTAINER,
            "all|ID,...",
            "GPUs for the agent, which talks to their driver in this machine's kernel (default: none)."),
    SECCOMP_PROFILE(
            "--seccomp-profile",
            Kind.VALUE,
            HelpSection.CONTAINER,
            "FILE|none",
            "The system calls that the agent may make, in the engines' format, instead of rustyolo's list."),
    ENGINE(EngineChoice.OPTION, Kind.VALUE, HelpSection.CONTAINER, "NAME", EngineChoice.DESCRIPTION),
    AUDIT_LOG(
            "--audit-log",
            Kind.VALUE,
            HelpSection.OTHER,
            "LEVEL",
            "What is written down for rustyolo logs: none, basic (what was refused) or verbose (all connections)"
                    + " (default: basic)."),
    PROFILE(
            "--profile",
            Kind.VALUE,
            HelpSection.OTHER,
            "NAME",
            "Use [profiles.NAME] of the configuration files, over their defaults."),
    WARM_TTL(
            "--warm-ttl",
            Kind.VALUE,
            HelpSection.OTHER,
            "TIME",
            "How long a gateway waits for the next session, so that it starts at once (default: 30m; 0: none waits)."
                    + " The variable RUSTYOLO_WARM_TTL stands in for it."),
    DRY_RUN("--dry-run", Kind.FLAG, HelpSection.OTHER, "", "Show the exact commands, and do nothing."),
    QUIET("--quiet", Kind.FLAG, HelpSection.OTHER, "", "Say nothing but warnings and errors."),
    VERBOSE("--verbose", Kind.FLAG, HelpSection.OTHER, "", "Say more: all rules, limits, and where the log is."),
    TIMINGS("--timings", Kind.FLAG, HelpSection.OTHER, "", "Show at the end how long each step took."),
    SKIP_VERSION_CHECK("--skip-version-check", Kind.FLAG, HelpSection.OTHER, "", "Don't look for a newer version."),
    HELP("--help", Kind.FLAG, HelpSection.OTHER, "", "Show this help. After AGENT, the agent's."),
    VERSION("--version", Kind.FLAG, HelpSection.OTHER, "", "Show the version. After AGENT, the agent's.");

    /** How an option is given. */
    enum Kind {
        /** Without a value. */
        FLAG,
        /** With a value, once. */
        VALUE,
        /** With a value, as often as one likes. */
        REPEATED,
        /** The same, and the value is a list that may be empty. */
        LIST
    }

    private final String longName;
    private final Kind kind;
    private final HelpSection section;
    private final String label;
    private final String description;

    SessionOption(String longName, Kind kind, HelpSection section, String label, String description) {
        this.longName = longName;
        this.kind = kind;
        this.section = section;
        this.label = label;
        this.description = description;
    }

    String longName() {
        return longName;
    }

    Kind kind() {
        return kind;
    }

    HelpSection section() {
        return section;
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    boolean takesValue() {
        return kind != Kind.FLAG;
    }

    /** The names it can be called by, the short one first. */
    List<String> names() {
        return switch (this) {
            case VOLUME -> List.of("-v", longName);
            case ENV -> List.of("-e", longName);
            case HELP -> List.of("-h", longName);
            case VERSION -> List.of("-V", longName);
            default -> List.of(longName);
        };
    }

    /** The option of that exact name. */
    static Optional<SessionOption> named(String name) {
        for (SessionOption option : values()) {
            if (option.names().contains(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
