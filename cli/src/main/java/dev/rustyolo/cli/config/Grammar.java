package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.launch.FlagGrammar;
import dev.rustyolo.cli.update.ImageMirror;
import dev.rustyolo.cli.update.UpdateSource;

/** Checks values with what reads the options of the command line. Looks at no file. */
final class Grammar {
    private Grammar() {}

    /** @throws CliException the same one as on the command line */
    static void check(Setting setting, String text) {
        switch (setting) {
            case ALLOW_DOMAINS -> FlagGrammar.allowed(text);
            case DENY_DOMAINS -> FlagGrammar.denied(text);
            case VOLUMES -> FlagGrammar.volume(text);
            case ENV -> FlagGrammar.variable(text);
            case IMAGE -> FlagGrammar.image(text);
            case MEMORY -> FlagGrammar.memory(text);
            case CPUS -> FlagGrammar.cpus(text);
            case PIDS_LIMIT -> FlagGrammar.processes(text);
            case TMP_SIZE -> FlagGrammar.temporary(text);
            case SHM_SIZE -> FlagGrammar.shared(text);
            case GPUS -> FlagGrammar.gpus(text);
            case AUDIT_LOG -> FlagGrammar.auditLog(text);
            case INJECT_MESSAGE -> FlagGrammar.message(text);
            case DNS_SERVERS -> FlagGrammar.dnsServers(text);
            case NETWORK -> FlagGrammar.network(text);
            case POOL -> FlagGrammar.pool(text);
            case ALLOW_PRIVATE -> FlagGrammar.ranges(text);
            case UPDATE_API -> UpdateSource.checkApi(text);
            case UPDATE_REPOSITORY -> UpdateSource.checkRepository(text);
            case UPDATE_REGISTRY -> ImageMirror.check(text);
            // Paths are judged where they are used, names of agents where all agents are known.
            case AUTH_HOME, CA_CERT, SECCOMP_PROFILE, AGENT, OFFLINE, SHARE_STATE, HOST_CONFIG, UPDATE_CHECK -> {}
        }
    }

    /** The same for the values of an agent. */
    static void check(AgentKey key, String text) {
        switch (key) {
            case API_DOMAINS, LOGIN_DOMAINS -> FlagGrammar.domain(key.key(), text);
            case ENV -> {
                if (text.indexOf('=') < 0) {
                    throw CliException.usage("an agent's variable needs a value", "write it like \"NAME=VALUE\"");
                }
                FlagGrammar.variable(text);
            }
            case CREDENTIALS, HISTORY -> FlagGrammar.statePath(key.key(), text);
            case COMMAND, SKIP_PERMISSIONS, SYSTEM_PROMPT_FLAG, SUBCOMMANDS, INFORMATION_FLAGS -> {}
        }
    }
}
