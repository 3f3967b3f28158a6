package dev.rustyolo.cli.config;

import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.AgentState;
import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.agent.Credential;
import dev.rustyolo.cli.agent.SystemPromptFlag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes agents of their tables. Over an agent that is known already, only what is given changes. */
final class AgentTables {
    private AgentTables() {}

    /** A table that can stand by itself. */
    static AgentTable check(ConfigText source, AgentTable table) {
        boolean lacksCommand = table.has(AgentKey.COMMAND)
                ? table.texts(AgentKey.COMMAND).isEmpty()
                : Agents.find(table.name()).isEmpty();
        if (lacksCommand) {
            throw ConfigErrors.at(
                    source,
                    table.position(),
                    "the agent " + table.name() + " has no command",
                    "write for example command = [\"" + table.name() + "\"]");
        }
        return table;
    }

    /** The built-in agents with these files' over them, in order. */
    static List<AgentDefinition> merge(List<ConfigFile> files) {
        Map<String, AgentDefinition> agents = new LinkedHashMap<>();
        for (AgentDefinition agent : Agents.all()) {
            agents.put(agent.name(), agent);
        }
        for (ConfigFile file : files) {
            for (AgentTable table : file.agents().values()) {
                agents.put(table.name(), define(table, Optional.ofNullable(agents.get(table.name()))));
            }
        }
        return List.copyOf(agents.values());
    }

    private static AgentDefinition define(AgentTable table, Optional<AgentDefinition> known) {
        AgentDefinition base = known.orElseGet(
                () -> AgentDefinition.named(table.name()).informationFlags().build());
        return new AgentDefinition(
                table.name(),
                list(table, AgentKey.COMMAND, base.command()),
                list(table, AgentKey.API_DOMAINS, base.apiDomains()),
                list(table, AgentKey.LOGIN_DOMAINS, base.loginDomains()),
                list(table, AgentKey.SKIP_PERMISSIONS, base.skipPermissionsFlags()),
                table.has(AgentKey.SYSTEM_PROMPT_FLAG) ? prompts(table) : base.systemPrompts(),
                Set.copyOf(list(table, AgentKey.SUBCOMMANDS, List.copyOf(base.subcommands()))),
                base.conversations(),
                Set.copyOf(list(table, AgentKey.INFORMATION_FLAGS, List.copyOf(base.informationFlags()))),
                environment(table, base.environment()),
                state(table, base.state()));
    }

    private static AgentState state(AgentTable table, AgentState base) {
        List<Credential> credentials = table.has(AgentKey.CREDENTIALS)
                ? table.texts(AgentKey.CREDENTIALS).stream()
                        .map(AgentTables::credential)
                        .toList()
                : base.credentials();
        return new AgentState(
                credentials,
                list(table, AgentKey.HISTORY, base.history()),
                base.historyFiles(),
                base.directories(),
                base.seeds(),
                base.hostConfig());
    }

    /** Of a file that is known, no more is kept because another agent names it. */
    private static Credential credential(String file) {
        return Agents.all().stream()
                .flatMap(agent -> agent.state().credentials().stream())
                .filter(known -> known.file().equals(file))
                .findFirst()
                .orElseGet(() -> Credential.text(file));
    }

    private static List<String> list(AgentTable table, AgentKey key, List<String> otherwise) {
        return table.has(key) ? table.texts(key) : otherwise;
    }

    private static List<SystemPromptFlag> prompts(AgentTable table) {
        return table.texts(AgentKey.SYSTEM_PROMPT_FLAG).stream()
                .map(flag -> new SystemPromptFlag(flag, "", Set.of(flag)))
                .toList();
    }

    private static Map<String, String> environment(AgentTable table, Map<String, String> base) {
        Map<String, String> environment = new HashMap<>(base);
        for (String variable : table.texts(AgentKey.ENV)) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }
}
