package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How wide a wildcard is, by the public suffix list (publicsuffix.org): names below a public suffix belong to whoever
 * asks for one. The list is read only when there is a wildcard to judge, since that takes some milliseconds.
 */
final class PublicSuffixes {
    /** What a wildcard stands for. */
    enum Width {
        /** The names of one owner. */
        ONE_OWNER,
        /** Names that a company gives to its customers, maybe among its own: {@code *.github.io}, {@code *.amazonaws.com}. */
        CUSTOMERS,
        /** Names that a registry sells to anyone: {@code *.co.uk}. */
        ANYONE
    }

    private static final String LIST = "/org/publicsuffix/list/effective_tld_names.dat";
    private static final String PRIVATE_SECTION = "===BEGIN PRIVATE DOMAINS===";

    private final Set<String> icann = new HashSet<>();
    private final Set<String> others = new HashSet<>();

    /** Reads the list as it came with this program. */
    static PublicSuffixes read() {
        try (InputStream stream = PublicSuffixes.class.getResourceAsStream(LIST)) {
            if (stream == null) {
                throw new IllegalStateException("the public suffix list is missing from this program");
            }
            return new PublicSuffixes(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PublicSuffixes(BufferedReader lines) throws IOException {
        Set<String> section = icann;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(PRIVATE_SECTION)) {
                section = others;
            } else if (!line.isBlank() && !line.startsWith("//")) {
                section.add(line.strip());
            }
        }
        if (icann.isEmpty() || others.isEmpty()) {
            throw new IllegalStateException("the public suffix list is not what it was");
        }
    }

    /**
     * Judges the wildcards among the rules that a person gave.
     *
     * @return a warning for each over names that customers are given
     * @throws CliException for one over names that anyone can buy
     */
    static List<String> check(List<Rule> allow) {
        List<Rule> wildcards = allow.stream().filter(Rule::wildcard).toList();
        if (wildcards.isEmpty()) {
            return List.of();
        }
        PublicSuffixes suffixes = read();
        List<String> warnings = new ArrayList<>();
        for (Rule rule : wildcards) {
            switch (suffixes.widthBelow(rule.name())) {
                case ONE_OWNER -> {}
                case CUSTOMERS ->
                    warnings.add(
                            rule + " allows names that anyone can get as a customer: list the ones you need, if you"
                                    + " know them");
                case ANYONE ->
                    throw CliException.usage(
                            "--allow-domains: " + rule + " would allow every name that anyone registers below "
                                    + rule.name(),
                            "name the domains that are needed, for example *.example." + rule.name());
            }
        }
        return List.copyOf(warnings);
    }

    /** {@return how wide a wildcard over this name is} */
    Width widthBelow(DomainName name) {
        // The list has its international names as people write them.
        String text = IDN.toUnicode(name.ascii());
        if (isSuffix(icann, text)) {
            return Width.ANYONE;
        }
        return isSuffix(others, text) || hasSuffixBelow(text) ? Width.CUSTOMERS : Width.ONE_OWNER;
    }

    /** Is the name a suffix, by itself or by a wildcard of the list, or are all names right below it? */
    private static boolean isSuffix(Set<String> list, String name) {
        String parent = name.substring(name.indexOf('.') + 1);
        return list.contains(name)
                || list.contains("*." + name)
                || (list.contains("*." + parent) && !list.contains("!" + name));
    }

    private boolean hasSuffixBelow(String name) {
        String end = "." + name;
        return others.stream().anyMatch(suffix -> suffix.endsWith(end));
    }
}
