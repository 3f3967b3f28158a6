package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.trust.TrustStore;
import dev.rustyolo.cli.trust.TrustedContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A project's file, and how it stands with it.
 *
 * @param file its name, harmless for a terminal
 * @param text its content
 * @param claims what it asks for
 * @param trusted what was asked for by the content that is trusted: nothing when none is
 * @param standing may it be used?
 */
public record ProjectConfig(String file, String text, List<Claim> claims, List<Claim> trusted, Standing standing) {

    /** How it stands. */
    public enum Standing {
        /** It only narrows, and needs nobody's approval. */
        NARROWS,
        /** The person has approved exactly this content. */
        TRUSTED,
        /** The person has approved another content. */
        CHANGED,
        /** The person has approved none. */
        UNKNOWN
    }

    private static final int SHOWN = 3;

    /** Copies the lists. */
    public ProjectConfig {
        claims = List.copyOf(claims);
        trusted = List.copyOf(trusted);
    }

    static ProjectConfig judge(ConfigFile file, List<ConfigFile> user, Path project, TrustStore store) {
        List<Claim> claims = Claims.of(file, user);
        if (claims.stream().noneMatch(Claim::widens)) {
            return new ProjectConfig(file.source().name(), file.source().text(), claims, List.of(), Standing.NARROWS);
        }
        Optional<TrustedContent> content = store.find(project);
        Standing standing = content.map(
                        known -> known.hash().equals(file.source().hash()) ? Standing.TRUSTED : Standing.CHANGED)
                .orElse(Standing.UNKNOWN);
        List<Claim> before = content.map(known -> claims(file.source().file(), known.text(), user))
                .orElse(List.of());
        return new ProjectConfig(file.source().name(), file.source().text(), claims, before, standing);
    }

    /** What an approved content asked for; nothing when it can't be read any more, so that all is shown as new. */
    private static List<Claim> claims(Path file, String text, List<ConfigFile> user) {
        try {
            return Claims.of(TomlReader.read(new ConfigText(file, text)), user);
        } catch (CliException e) {
            return List.of();
        }
    }

    /** Can a session start with it? */
    public boolean isUsable() {
        return switch (standing) {
            case NARROWS, TRUSTED -> true;
            case CHANGED, UNKNOWN -> false;
        };
    }

    /** @throws CliException when no session can start with it */
    void requireUsable() {
        if (isUsable()) {
            return;
        }
        List<String> wide =
                claims.stream().filter(Claim::widens).map(Claim::words).toList();
        String more = wide.size() > SHOWN ? "; and " + (wide.size() - SHOWN) + " more" : "";
        throw CliException.usage(
                file + " is not trusted" + (standing == Standing.CHANGED ? " any more, since it has changed" : "")
                        + ", and asks for more than you allow by yourself: "
                        + String.join("; ", wide.subList(0, Math.min(SHOWN, wide.size()))) + more,
                "look at it, and if it is what you want: rustyolo trust");
    }

    /** What it asks for that the trusted content didn't (+), and what that did and this doesn't (-); one line each. */
    public List<String> difference() {
        Set<String> now = words(claims);
        Set<String> before = words(trusted);
        List<String> lines = new ArrayList<>();
        for (String words : before) {
            if (!now.contains(words)) {
                lines.add("- " + words);
            }
        }
        for (String words : now) {
            if (!before.contains(words)) {
                lines.add("+ " + words);
            }
        }
        return List.copyOf(lines);
    }

    private static Set<String> words(List<Claim> claims) {
        Set<String> words = new LinkedHashSet<>();
        claims.forEach(claim -> words.add(claim.words()));
        return words;
    }

    /** The content may hold secrets. */
    @Override
    public String toString() {
        return "ProjectConfig[" + file + ", " + standing + "]";
    }
}
