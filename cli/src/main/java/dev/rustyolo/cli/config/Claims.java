package dev.rustyolo.cli.config;

import dev.rustyolo.cli.launch.FlagGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out what a project's file asks for, profiles that nobody chose included. */
final class Claims {
    private final Layer userDefaults;
    private final Map<String, Layer> userProfiles;

    private Claims(List<ConfigFile> user) {
        this.userDefaults = user.isEmpty() ? Layer.EMPTY : user.getFirst().defaults();
        this.userProfiles = user.isEmpty() ? Map.of() : user.getFirst().profiles();
    }

    /**
     * All claims of a file.
     *
     * @param project the project's file
     * @param user the user's own, against which bounds are measured: none or one
     */
    static List<Claim> of(ConfigFile project, List<ConfigFile> user) {
        return new Claims(user).of(project);
    }

    private List<Claim> of(ConfigFile project) {
        List<Claim> claims = new ArrayList<>();
        add(claims, "", project.defaults(), Layer.EMPTY);
        project.profiles()
                .forEach((name, layer) -> add(
                        claims, "with --profile " + name + ": ", layer, userProfiles.getOrDefault(name, Layer.EMPTY)));
        for (AgentTable agent : project.agents().values()) {
            for (String words : Words.of(agent)) {
                claims.add(new Claim(words, true));
            }
        }
        return List.copyOf(claims);
    }

    private void add(List<Claim> claims, String prefix, Layer layer, Layer userProfile) {
        layer.values().forEach((setting, entries) -> {
            for (Entry entry : entries) {
                boolean widens = switch (setting.effect()) {
                    case NARROWS -> false;
                    case WIDENS, OWN -> true;
                    case BOUNDS -> bound(setting, entry.text()) > bound(setting, own(setting, userProfile));
                };
                for (String value : single(setting, entry.text())) {
                    claims.add(new Claim(prefix + Words.of(setting, value), widens));
                }
            }
        });
    }

    /** A list may stand in one string; each of its words is a claim, so that none hides behind blanks. */
    private static List<String> single(Setting setting, String text) {
        return switch (setting) {
            case ALLOW_DOMAINS, DENY_DOMAINS, DNS_SERVERS, ALLOW_PRIVATE -> FlagGrammar.words(text);
            case VOLUMES,
                    ENV,
                    AUTH_HOME,
                    CA_CERT,
                    IMAGE,
                    AGENT,
                    MEMORY,
                    CPUS,
                    PIDS_LIMIT,
                    TMP_SIZE,
                    SHM_SIZE,
                    GPUS,
                    SECCOMP_PROFILE,
                    AUDIT_LOG,
                    INJECT_MESSAGE,
                    NETWORK,
                    POOL,
                    OFFLINE,
                    SHARE_STATE,
                    HOST_CONFIG,
                    UPDATE_API,
                    UPDATE_REPOSITORY,
                    UPDATE_REGISTRY,
                    UPDATE_CHECK -> List.of(text);
        };
    }

    /** What the user has without the project's file; empty for what is built in. */
    private String own(Setting setting, Layer userProfile) {
        List<Entry> entries = userProfile.entries(setting);
        if (entries.isEmpty()) {
            entries = userDefaults.entries(setting);
        }
        return entries.isEmpty() ? "" : entries.getLast().text();
    }

    /** How much it gives: the more, the wider. */
    private static long bound(Setting setting, String text) {
        return switch (setting) {
            case MEMORY -> FlagGrammar.memory(text);
            case CPUS -> FlagGrammar.cpus(text);
            case PIDS_LIMIT -> FlagGrammar.processes(text);
            case TMP_SIZE -> FlagGrammar.temporary(text);
            case SHM_SIZE -> FlagGrammar.shared(text);
            case AUDIT_LOG -> FlagGrammar.auditLog(text);
            case OFFLINE -> text.equals("true") ? 0 : 1;
            case SHARE_STATE, HOST_CONFIG -> text.equals("true") ? 1 : 0;
            case ALLOW_DOMAINS,
                    DENY_DOMAINS,
                    VOLUMES,
                    ENV,
                    AUTH_HOME,
                    CA_CERT,
                    IMAGE,
                    AGENT,
                    GPUS,
                    SECCOMP_PROFILE,
                    INJECT_MESSAGE,
                    DNS_SERVERS,
                    NETWORK,
                    ALLOW_PRIVATE,
                    POOL,
                    UPDATE_API,
                    UPDATE_REPOSITORY,
                    UPDATE_REGISTRY,
                    UPDATE_CHECK -> throw new IllegalArgumentException(setting + " is no bound");
        };
    }
}
