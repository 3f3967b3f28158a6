package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.InvalidRuleException;
import dev.rustyolo.policy.Rule;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hosts of a repository's remotes. Git itself isn't run: what a project's own settings make it do isn't ours to start. */
final class GitRemotes {
    private static final String SCHEME = "://";

    private GitRemotes() {}

    /** Those in {@code .git/config} of a directory; what isn't understood is left out. */
    static List<Suggestion> in(Path directory) {
        Path git = directory.resolve(".git");
        if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try {
            return ConfigText.ofProject(git.resolve("config"))
                    .map(text -> parse(text.text()))
                    .orElse(List.of());
        } catch (CliException e) {
            return List.of();
        }
    }

    static List<Suggestion> parse(String config) {
        List<Suggestion> suggestions = new ArrayList<>();
        boolean inRemote = false;
        for (String line : config.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                inRemote = line.startsWith("[remote ");
            }
            int equals = line.indexOf('=');
            if (inRemote && equals > 0 && line.substring(0, equals).strip().endsWith("url")) {
                rule(line.substring(equals + 1).strip())
                        .ifPresent(rule -> suggestions.add(new Suggestion(rule, "a git remote")));
            }
        }
        return suggestions;
    }

    /** The rule for an address: {@code SCHEME://[USER@]HOST[:PORT]/...} or {@code [USER@]HOST:PATH}, see git-fetch(1). */
    private static Optional<String> rule(String url) {
        int scheme = url.indexOf(SCHEME);
        String rest = scheme < 0 ? url : url.substring(scheme + SCHEME.length());
        int end = scheme < 0 ? rest.indexOf(':') : rest.indexOf('/');
        boolean isPathOrHelper =
                scheme < 0 && end >= 0 && (rest.lastIndexOf('/', end) >= 0 || rest.startsWith("::", end));
        if (end < 0 || isPathOrHelper) {
            return Optional.empty();
        }
        String authority = rest.substring(0, end);
        try {
            return Optional.of(Rule.parse(authority.substring(authority.lastIndexOf('@') + 1))
                    .toString());
        } catch (InvalidRuleException | InvalidNameException e) {
            return Optional.empty();
        }
    }
}
