package dev.rustyolo.cli.config;

import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.agent.Credential;
import dev.rustyolo.cli.agent.SystemPromptFlag;
import dev.rustyolo.cli.launch.FlagGrammar;
import dev.rustyolo.cli.update.UpdateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what is in effect as a configuration file that would have the same effect, with the values of variables masked. */
public final class EffectiveConfig {
    private static final int GIGABYTES = 30;

    private static final int MEGABYTES = 20;

    private static final Map<Setting, String> BUILT_IN = Map.ofEntries(
            Map.entry(Setting.AUTH_HOME, "~/.config/rustyolo"),
            Map.entry(Setting.IMAGE, FlagGrammar.defaultImage()),
            Map.entry(Setting.AGENT, Agents.DEFAULT),
            Map.entry(Setting.MEMORY, (FlagGrammar.memory("") >> GIGABYTES) + "g"),
            Map.entry(Setting.PIDS_LIMIT, String.valueOf(FlagGrammar.processes(""))),
            Map.entry(Setting.TMP_SIZE, (FlagGrammar.temporary("") >> GIGABYTES) + "g"),
            Map.entry(Setting.SHM_SIZE, (FlagGrammar.shared("") >> MEGABYTES) + "m"),
            Map.entry(Setting.AUDIT_LOG, FlagGrammar.defaultAuditLog()),
            Map.entry(Setting.OFFLINE, "false"),
            Map.entry(Setting.SHARE_STATE, "false"),
            Map.entry(Setting.HOST_CONFIG, "false"),
            Map.entry(Setting.UPDATE_API, UpdateSource.DEFAULT_API),
            Map.entry(Setting.UPDATE_REPOSITORY, UpdateSource.DEFAULT_REPOSITORY),
            Map.entry(Setting.UPDATE_CHECK, "true"));

    private final Settings settings;
    private final boolean origins;

    private EffectiveConfig(Settings settings, boolean origins) {
        this.settings = settings;
        this.origins = origins;
    }

    /**
     * The text.
     *
     * @param settings what is in effect
     * @param origins whether to say behind each value where it comes from
     */
    public static String of(Settings settings, boolean origins) {
        return new EffectiveConfig(settings, origins).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Section section : Section.values()) {
            StringBuilder lines = new StringBuilder();
            for (Setting setting : Setting.in(section)) {
                append(lines, setting);
            }
            if (!lines.isEmpty()) {
                text.append('[')
                        .append(section.title())
                        .append("]\n")
                        .append(lines)
                        .append('\n');
            }
        }
        for (AgentDefinition agent : settings.agents()) {
            if (!Agents.all().contains(agent)) {
                append(text, agent);
            }
        }
        return text.toString().strip();
    }

    /** The values of a key, what is built in included. */
    static List<Sourced> inEffect(Settings settings, Setting setting) {
        List<Sourced> values = settings.sourced(setting);
        String builtIn = BUILT_IN.getOrDefault(setting, "");
        if (values.isEmpty()) {
            return builtIn.isEmpty() ? List.of() : List.of(new Sourced(builtIn, new Origin.BuiltIn()));
        }
        return setting.form().isList() ? values : List.of(values.getLast());
    }

    private void append(StringBuilder lines, Setting setting) {
        List<Sourced> values = inEffect(settings, setting);
        if (values.isEmpty()) {
            return;
        }
        if (!setting.form().isList()) {
            Sourced value = values.getLast();
            line(lines, setting.key(), value(setting, value.text()) + comment(value.origin()));
        } else if (!origins) {
            line(
                    lines,
                    setting.key(),
                    TomlText.list(
                            values.stream().map(value -> shown(setting, value)).toList()));
        } else {
            lines.append(setting.key()).append(" = [\n");
            for (Sourced value : values) {
                lines.append("  ")
                        .append(TomlText.quote(shown(setting, value)))
                        .append(',')
                        .append(comment(value.origin()))
                        .append('\n');
            }
            lines.append("]\n");
        }
    }

    private static void append(StringBuilder text, AgentDefinition agent) {
        text.append("[agents.").append(TomlText.quote(agent.name())).append("]\n");
        line(text, AgentKey.COMMAND.key(), TomlText.list(agent.command()));
        line(text, AgentKey.API_DOMAINS.key(), TomlText.list(agent.apiDomains()));
        line(text, AgentKey.LOGIN_DOMAINS.key(), TomlText.list(agent.loginDomains()));
        line(text, AgentKey.SKIP_PERMISSIONS.key(), TomlText.list(agent.skipPermissionsFlags()));
        for (SystemPromptFlag prompt : agent.systemPrompts()) {
            line(text, AgentKey.SYSTEM_PROMPT_FLAG.key(), TomlText.quote(prompt.flag()));
        }
        line(text, AgentKey.SUBCOMMANDS.key(), sorted(agent.subcommands()));
        line(text, AgentKey.INFORMATION_FLAGS.key(), sorted(agent.informationFlags()));
        List<String> variables = new ArrayList<>();
        agent.environment().forEach((name, value) -> variables.add(name + "=" + value));
        line(text, AgentKey.ENV.key(), TomlText.list(variables));
        line(
                text,
                AgentKey.CREDENTIALS.key(),
                TomlText.list(agent.state().credentials().stream()
                        .map(Credential::file)
                        .toList()));
        line(text, AgentKey.HISTORY.key(), TomlText.list(agent.state().history()));
        text.append('\n');
    }

    private static String sorted(Set<String> texts) {
        return TomlText.list(texts.stream().sorted().toList());
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    private static String value(Setting setting, String text) {
        return setting.form() == Form.SWITCH ? text : TomlText.quote(text);
    }

    /** Values that the person gave to variables may be secrets. */
    static String shown(Setting setting, Sourced value) {
        int equals = value.text().indexOf('=');
        return setting == Setting.ENV && equals >= 0 ? value.text().substring(0, equals) + "=***" : value.text();
    }

    private String comment(Origin origin) {
        return origins ? " # " + origin : "";
    }
}
