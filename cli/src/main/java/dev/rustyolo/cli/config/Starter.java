package dev.rustyolo.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first configuration file of a project: everything in it is commented out, so that it changes nothing by itself. */
public final class Starter {
    private Starter() {}

    /** The text for a project, after a look at its files. */
    public static String of(Path project) {
        List<Suggestion> suggestions = new ArrayList<>(GitRemotes.in(project));
        suggestions.addAll(Ecosystem.in(project));
        return text(suggestions);
    }

    static String text(List<Suggestion> suggestions) {
        StringBuilder text = new StringBuilder("""
                # What this project asks of rustyolo. Take the # away in front of what you need.
                #
                # A project may narrow what you allow (deny_domains, lower limits, offline) by itself. For everything else,
                # you are asked once for each content of this file: rustyolo trust
                """);
        for (Section section : Section.values()) {
            if (section == Section.UPDATE) {
                continue; // No project's to say.
            }
            text.append("\n[").append(section.title()).append("]\n");
            for (Setting setting : Setting.in(section)) {
                text.append("# ").append(setting.description()).append('\n');
                if (setting == Setting.ALLOW_DOMAINS && !suggestions.isEmpty()) {
                    appendSuggestions(text, suggestions);
                } else {
                    text.append('#')
                            .append(setting.key())
                            .append(" = ")
                            .append(setting.example())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static void appendSuggestions(StringBuilder text, List<Suggestion> suggestions) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Suggestion suggestion : suggestions) {
            reasons.putIfAbsent(suggestion.domain(), suggestion.reason());
        }
        text.append('#').append(Setting.ALLOW_DOMAINS.key()).append(" = [\n");
        reasons.forEach((domain, reason) -> text.append("#  ")
                .append(TomlText.quote(domain))
                .append(", # ")
                .append(reason)
                .append('\n'));
        text.append("#]\n");
    }
}
