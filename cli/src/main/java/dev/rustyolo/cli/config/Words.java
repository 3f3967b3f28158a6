package dev.rustyolo.cli.config;

import dev.rustyolo.cli.launch.SeccompChoice;
import java.util.ArrayList;
import java.util.List;

/** Says what a value does, for a person who must judge it. */
final class Words {
    private Words() {}

    static String of(Setting setting, String text) {
        String value = TomlText.quote(text);
        return switch (setting) {
            case ALLOW_DOMAINS -> "may reach " + value;
            case DENY_DOMAINS -> "may not reach " + value;
            case VOLUMES ->
                "sees files of yours, " + (readOnly(text) ? "and can't change them: " : "AND CAN CHANGE THEM: ")
                        + value;
            case ENV ->
                text.indexOf('=') < 0 ? "gets the value of your variable " + value : "gets the variable " + value;
            case AUTH_HOME -> "keeps logins in " + value;
            case SHARE_STATE ->
                text.equals("true")
                        ? "CAN PLANT COMMANDS IN THE AGENTS OF ALL PROJECTS, whose state it shares"
                        : "shares no agent's state with other projects";
            case HOST_CONFIG ->
                text.equals("true")
                        ? "reads your own settings, instructions and commands for the agent"
                        : "reads none of your own settings for the agent";
            case CA_CERT -> "trusts whoever holds the keys of the certificates in " + value;
            case IMAGE -> "runs in the image " + value;
            case AGENT -> "starts the agent " + value + " when none is named";
            case MEMORY -> "may use memory: " + value;
            case CPUS -> "may use processors: " + value;
            case PIDS_LIMIT -> "may have processes: " + value;
            case TMP_SIZE -> "has a /tmp of " + value;
            case SHM_SIZE -> "has a /dev/shm of " + value;
            case GPUS -> "may use GPUs, and their driver in this machine's kernel: " + value;
            case SECCOMP_PROFILE ->
                text.equals(SeccompChoice.NONE)
                        ? "MAY MAKE ANY SYSTEM CALL"
                        : "may make the system calls that stand in " + value;
            case AUDIT_LOG -> "says how much of what it does is written down: " + value;
            case INJECT_MESSAGE -> "is told by its system prompt: " + value;
            case DNS_SERVERS -> "asks for allowed names at " + value;
            case NETWORK -> "is attached to the engine's network " + value;
            case ALLOW_PRIVATE -> "may reach private addresses in " + value;
            case POOL -> "has addresses of its own in " + value;
            case UPDATE_API -> "has rustyolo updated from " + value;
            case UPDATE_REPOSITORY -> "has rustyolo updated from the repository " + value;
            case UPDATE_REGISTRY -> "has published images fetched from " + value;
            case UPDATE_CHECK ->
                text.equals("true") ? "looks for newer versions of rustyolo" : "looks for no newer version of rustyolo";
            case OFFLINE -> text.equals("true") ? "reaches nothing at all" : "is not offline";
        };
    }

    /** One line for each thing an agent's table says. */
    static List<String> of(AgentTable agent) {
        List<String> lines = new ArrayList<>();
        String name = "the agent " + agent.name() + " ";
        for (AgentKey key : AgentKey.values()) {
            if (agent.has(key)) {
                String values = TomlText.list(agent.texts(key));
                lines.add(name
                        + switch (key) {
                            case COMMAND -> "runs the command " + values;
                            case API_DOMAINS, LOGIN_DOMAINS -> "may reach " + values;
                            case SKIP_PERMISSIONS -> "asks no questions when started with " + values;
                            case SYSTEM_PROMPT_FLAG -> "is told about the sandbox with " + values;
                            case SUBCOMMANDS -> "has the subcommands " + values;
                            case INFORMATION_FLAGS -> "has the information flags " + values;
                            case ENV -> "gets the variables " + values;
                            case CREDENTIALS -> "reads and keeps for all projects the files of logins " + values;
                            case HISTORY -> "keeps for this project " + values;
                        });
            }
        }
        return lines;
    }

    private static boolean readOnly(String volume) {
        return volume.endsWith(":ro");
    }
}
