package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.trust.TrustStore;
import dev.rustyolo.cli.trust.TrustedContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the configuration files, and merges what is in effect. The project's file is looked for in the project directory
 * and nowhere above it. Where it widens what the user has, and the user hasn't approved exactly this content, there is no
 * configuration at all, but an error.
 */
public final class ConfigLoader {
    /** The name of a project's file. */
    public static final String PROJECT_FILE = ".rustyolo.toml";

    private final Host host;
    private final Path directory;

    /**
     * For that host's files.
     *
     * @throws CliException when its working directory is none any more
     */
    public ConfigLoader(Host host) {
        this.host = host;
        // Once: what is shown must be approved for the place where it was read, wherever the name leads by then.
        this.directory = CanonicalPath.existingPath(host.workingDirectory());
    }

    /**
     * What is in effect.
     *
     * @param profile the profile that was asked for, or the empty string
     * @throws CliException when a file is wrong or not trusted, or has no such profile
     */
    public Settings load(String profile) {
        Optional<ConfigText> user = ConfigText.ofUser(host.locations().configFile());
        Optional<ConfigText> project = ConfigText.ofProject(projectFile());
        Optional<TrustedContent> trusted = trust().find(directory);
        if (user.isEmpty() && project.isEmpty() && trusted.isEmpty()) {
            if (!profile.isEmpty()) {
                throw unknownProfile(profile, Set.of());
            }
            return Settings.none();
        }
        return merge(read(user), project.map(TomlReader::read), trusted, profile);
    }

    /** What the user's own file says, whatever stands in the project's. */
    public Settings own() {
        Map<Setting, List<Sourced>> values = new EnumMap<>(Setting.class);
        List<ConfigFile> files = read(ConfigText.ofUser(host.locations().configFile()));
        files.forEach(file -> add(values, file.source(), file.defaults()));
        return new Settings(values, AgentTables.merge(files));
    }

    /** The project's file, judged; nothing when there is none, and needs to be none. */
    public Optional<ProjectConfig> project() {
        return ProjectConfig.judge(
                projectFile(),
                ConfigText.ofProject(projectFile()).map(TomlReader::read),
                read(ConfigText.ofUser(host.locations().configFile())),
                trust().find(directory));
    }

    /** Records that the person approves this, and no more what they approved before. */
    public void approve(ProjectConfig config) {
        if (config.standing() == ProjectConfig.Standing.GONE) {
            trust().revoke(directory);
        } else {
            trust().approve(directory, config.text());
        }
    }

    /** Forgets what the person has approved; returns whether they had. */
    public boolean revoke() {
        return trust().revoke(directory);
    }

    private TrustStore trust() {
        return new TrustStore(host.locations().trust());
    }

    private Path projectFile() {
        return directory.resolve(PROJECT_FILE);
    }

    private static List<ConfigFile> read(Optional<ConfigText> text) {
        return text.map(TomlReader::read).stream().toList();
    }

    private Settings merge(
            List<ConfigFile> user, Optional<ConfigFile> project, Optional<TrustedContent> trusted, String profile) {
        ProjectConfig.judge(projectFile(), project, user, trusted).ifPresent(ProjectConfig::requireUsable);
        List<ConfigFile> files = new ArrayList<>(user);
        project.ifPresent(files::add);
        Set<String> profiles = new TreeSet<>();
        files.forEach(file -> profiles.addAll(file.profiles().keySet()));
        if (!profile.isEmpty() && !profiles.contains(profile)) {
            throw unknownProfile(profile, profiles);
        }
        Map<Setting, List<Sourced>> values = new EnumMap<>(Setting.class);
        files.forEach(file -> add(values, file.source(), file.defaults()));
        files.forEach(file -> add(values, file.source(), file.profile(profile)));
        Settings settings = new Settings(values, AgentTables.merge(files));
        for (Sourced agent : settings.sourced(Setting.AGENT)) {
            if (settings.catalogue().find(agent.text()).isEmpty()) {
                throw ConfigErrors.unknownAgent(agent, settings.catalogue().names());
            }
        }
        return settings;
    }

    private static void add(Map<Setting, List<Sourced>> values, ConfigText source, Layer layer) {
        layer.values().forEach((setting, entries) -> {
            List<Sourced> sourced =
                    new ArrayList<>(setting.form() == Form.LIST ? values.getOrDefault(setting, List.of()) : List.of());
            for (Entry entry : entries) {
                sourced.add(new Sourced(entry.text(), TomlReader.place(source, entry.position())));
            }
            values.put(setting, sourced);
        });
    }

    private static CliException unknownProfile(String profile, Set<String> known) {
        return ConfigErrors.unknownProfile(profile, known);
    }
}
