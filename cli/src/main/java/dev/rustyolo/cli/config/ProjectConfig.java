package dev.rustyolo.cli.config;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.trust.TrustedContent;
import dev.rustyolo.cli.ui.Escaper;
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
        /** The person has approved one that took something away, and there is no file any more. */
        GONE,
        /** The person has approved none. */
        UNKNOWN
    }

    private static final int SHOWN = 3;

    /** Copies the lists. */
    public ProjectConfig {
        claims = List.copyOf(claims);
        trusted = List.copyOf(trusted);
    }

    /**
     * Judges a file, or that there is none.
     *
     * @param path where it is, or would be
     * @param file its content; none when there is no such file
     * @param user the user's own: none or one
     * @param content what is trusted
     * @return nothing when there is no file and needs to be none
     */
    static Optional<ProjectConfig> judge(
            Path path, Optional<ConfigFile> file, List<ConfigFile> user, Optional<TrustedContent> content) {
        if (file.isEmpty()) {
            return missing(path, user, content);
        }
        ConfigText source = file.get().source();
        refuseOwn(source, file.get().defaults());
        List<Claim> claims = Claims.of(file.get(), user);
        if (content.isEmpty()) {
            Standing standing = claims.stream().anyMatch(Claim::widens) ? Standing.UNKNOWN : Standing.NARROWS;
            return Optional.of(new ProjectConfig(source.name(), source.text(), claims, List.of(), standing));
        }
        boolean same = content.get().hash().equals(source.hash());
        return Optional.of(new ProjectConfig(
                source.name(),
                source.text(),
                claims,
                same ? claims : claims(path, content.get(), user),
                same ? Standing.TRUSTED : Standing.CHANGED));
    }

    /** What decides about rustyolo itself isn't a project's to say, and not a person's to trust a project with. */
    private static void refuseOwn(ConfigText source, Layer layer) {
        layer.values().forEach((setting, entries) -> {
            if (setting.effect() == Effect.OWN) {
                throw ConfigErrors.at(
                        source,
                        entries.getFirst().position(),
                        "a project can't say where rustyolo is updated from",
                        "take the table [" + setting.section().title()
                                + "] out of it; it belongs to your own file, and somebody may have planted it here");
            }
        });
    }

    /** Where what was approved only widened, the sandbox has less without it; else an agent may have got rid of the rest. */
    private static Optional<ProjectConfig> missing(Path path, List<ConfigFile> user, Optional<TrustedContent> content) {
        List<Claim> before = content.map(known -> claims(path, known, user)).orElse(List.of());
        return before.stream().allMatch(Claim::widens)
                ? Optional.empty()
                : Optional.of(new ProjectConfig(Escaper.line(path.toString()), "", List.of(), before, Standing.GONE));
    }

    /** What an approved content asked for; nothing when it can't be read any more, so that all is shown as new. */
    private static List<Claim> claims(Path file, TrustedContent content, List<ConfigFile> user) {
        try {
            return Claims.of(TomlReader.read(new ConfigText(file, content.text())), user);
        } catch (CliException e) {
            return List.of();
        }
    }

    /** Can a session start with it? */
    public boolean isUsable() {
        return switch (standing) {
            case NARROWS, TRUSTED -> true;
            case CHANGED, GONE, UNKNOWN -> false;
        };
    }

    /** @throws CliException when no session can start with it */
    void requireUsable() {
        if (isUsable()) {
            return;
        }
        String what = switch (standing) {
            case NARROWS, TRUSTED, UNKNOWN -> "is not trusted";
            case CHANGED -> "is not trusted any more, since it has changed";
            case GONE -> "is gone, and you trusted it to be there";
        };
        List<String> wide =
                claims.stream().filter(Claim::widens).map(Claim::words).toList();
        String more = wide.size() > SHOWN ? "; and " + (wide.size() - SHOWN) + " more" : "";
        String asks = wide.isEmpty()
                ? ""
                : ", and asks for more than you allow by yourself: "
                        + String.join("; ", wide.subList(0, Math.min(SHOWN, wide.size()))) + more;
        throw CliException.usage(file + " " + what + asks, "look at it, and if it is what you want: rustyolo trust");
    }

    /** What the sandbox gets less of than with the trusted content: new claims (+) and old ones (-), one line each. */
    public List<String> narrowed() {
        return lines(news(claims, trusted, false), news(trusted, claims, true));
    }

    /** What the sandbox gets more of than with the trusted content, in the same form. */
    public List<String> widened() {
        return lines(news(claims, trusted, true), news(trusted, claims, false));
    }

    private static List<String> lines(Set<String> added, Set<String> dropped) {
        List<String> lines = new ArrayList<>();
        dropped.forEach(words -> lines.add("- " + words));
        added.forEach(words -> lines.add("+ " + words));
        return List.copyOf(lines);
    }

    private static Set<String> news(List<Claim> claims, List<Claim> others, boolean widening) {
        Set<String> words = new LinkedHashSet<>();
        claims.stream().filter(claim -> claim.widens() == widening).forEach(claim -> words.add(claim.words()));
        others.forEach(claim -> words.remove(claim.words()));
        return words;
    }

    /** The content may hold secrets. */
    @Override
    public String toString() {
        return "ProjectConfig[" + file + ", " + standing + "]";
    }
}
