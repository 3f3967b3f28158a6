package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.ui.Escaper;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Makes a checked file of a text in TOML 1.0. With what reads its values and places, the only class that knows the library. */
final class TomlReader {
    private static final String AGENTS = "agents";
    private static final String PROFILES = "profiles";
    /** What a profile has beside the keys of the defaults. */
    private static final List<String> PROFILE_TABLES =
            List.of(Section.RESOURCES.title(), Section.SECURITY.title(), Section.NETWORK.title());

    private final ConfigText source;
    private final TomlValue values;

    private TomlReader(ConfigText source) {
        this.source = source;
        this.values = new TomlValue(source);
    }

    /**
     * Reads a file.
     *
     * @throws CliException with the place and, where there is one, a suggestion, for anything that isn't as it should be
     */
    static ConfigFile read(ConfigText source) {
        return new TomlReader(source).file();
    }

    private ConfigFile file() {
        TomlTable root = parse();
        Layer defaults = Layer.EMPTY;
        Map<String, Layer> profiles = new TreeMap<>();
        Map<String, AgentTable> agents = new TreeMap<>();
        EnumMap<Setting, List<Entry>> values = new EnumMap<>(Setting.class);
        for (String key : root.keySet()) {
            Position position = position(root, key);
            if (key.equals(PROFILES)) {
                TomlTable tables = table(root, key);
                for (String name : tables.keySet()) {
                    Names.check(source, position(tables, name), "a profile", name);
                    profiles.put(name, profile(table(tables, name)));
                }
            } else if (key.equals(AGENTS)) {
                TomlTable tables = table(root, key);
                for (String name : tables.keySet()) {
                    Names.check(source, position(tables, name), "an agent", name);
                    agents.put(name, agent(name, position(tables, name), table(tables, name)));
                }
            } else {
                section(sectionNamed(key, position), table(root, key), values);
            }
        }
        if (!values.isEmpty()) {
            defaults = new Layer(values);
        }
        return new ConfigFile(source, defaults, profiles, agents);
    }

    private TomlTable parse() {
        TomlParseResult result;
        try {
            result = Toml.parse(source.text());
        } catch (StackOverflowError e) {
            throw CliException.usage(source.name() + ": it is nested too deeply", "write tables and lists of strings");
        }
        for (TomlParseError error : result.errors()) {
            throw ConfigErrors.at(
                    source,
                    new Position(error.position().line(), error.position().column()),
                    Escaper.line(String.valueOf(error.getMessage())),
                    "the format is TOML 1.0: https://toml.io/en/v1.0.0");
        }
        return result;
    }

    /** The keys of {@code [default]}, and the other sections as tables in it. */
    private Layer profile(TomlTable table) {
        EnumMap<Setting, List<Entry>> values = new EnumMap<>(Setting.class);
        for (String key : table.keySet()) {
            if (!PROFILE_TABLES.contains(key)) {
                setting(Section.DEFAULT, table, key, PROFILE_TABLES, values);
            } else {
                section(sectionNamed(key, position(table, key)), table(table, key), values);
            }
        }
        return new Layer(values);
    }

    private void section(Section section, TomlTable table, Map<Setting, List<Entry>> values) {
        for (String key : table.keySet()) {
            setting(section, table, key, List.of(), values);
        }
    }

    private void setting(
            Section section, TomlTable table, String key, List<String> tables, Map<Setting, List<Entry>> values) {
        Setting setting = Setting.find(section, key).orElseThrow(() -> unknownKey(section, table, key, tables));
        List<Entry> entries = this.values.entries(table, key, setting.form());
        check(entries, text -> Grammar.check(setting, text));
        if (!entries.isEmpty()) {
            values.put(setting, entries);
        }
    }

    private AgentTable agent(String name, Position position, TomlTable table) {
        EnumMap<AgentKey, List<Entry>> values = new EnumMap<>(AgentKey.class);
        for (String key : table.keySet()) {
            AgentKey known = AgentKey.find(key)
                    .orElseThrow(() -> ConfigErrors.unknown(
                            source,
                            position(table, key),
                            "key",
                            key,
                            Arrays.stream(AgentKey.values()).map(AgentKey::key).toList()));
            List<Entry> entries = this.values.entries(table, key, known.form());
            check(entries, text -> Grammar.check(known, text));
            values.put(known, entries);
        }
        return AgentTables.check(source, new AgentTable(name, position, values));
    }

    private void check(List<Entry> entries, Consumer<String> grammar) {
        for (Entry entry : entries) {
            try {
                grammar.accept(entry.text());
            } catch (CliException e) {
                throw ConfigErrors.at(place(source, entry.position()), e);
            }
        }
    }

    private CliException unknownKey(Section section, TomlTable table, String key, List<String> tables) {
        Position position = position(table, key);
        for (Section other : Section.values()) {
            if (Setting.find(other, key).isPresent()) {
                return ConfigErrors.at(
                        source,
                        position,
                        "there is no key " + Text.quote(key) + " here",
                        "it belongs to [" + other.title() + "]");
            }
        }
        List<String> known =
                new ArrayList<>(Setting.in(section).stream().map(Setting::key).toList());
        known.addAll(tables);
        return ConfigErrors.unknown(source, position, "key", key, known);
    }

    private Section sectionNamed(String key, Position position) {
        for (Section section : Section.values()) {
            if (section.title().equals(key)) {
                return section;
            }
        }
        for (Section section : Section.values()) {
            if (Setting.find(section, key).isPresent()) {
                throw ConfigErrors.at(
                        source,
                        position,
                        "there is no table " + Text.quote(key),
                        "write it as a key of [" + section.title() + "], with that line above it");
            }
        }
        List<String> known = new ArrayList<>();
        for (Section section : Section.values()) {
            known.add(section.title());
        }
        known.addAll(List.of(AGENTS, PROFILES));
        throw ConfigErrors.unknown(source, position, "table", key, known);
    }

    private TomlTable table(TomlTable parent, String key) {
        if (parent.get(List.of(key)) instanceof TomlTable table) {
            return table;
        }
        throw ConfigErrors.at(
                source,
                position(parent, key),
                Text.quote(key) + " must be a table",
                "write its keys below a line with its name in square brackets");
    }

    private static Position position(TomlTable table, String key) {
        return Positions.of(table.inputPositionOf(List.of(key)));
    }

    static Origin place(ConfigText source, Position position) {
        return new Origin.Place(source.name(), position.line(), position.column());
    }
}
