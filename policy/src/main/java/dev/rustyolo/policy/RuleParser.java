package dev.rustyolo.policy;

import java.util.Optional;

/** The grammar of {@link Rule}, with a remedy for each of the mistakes that people make. */
final class RuleParser {
    private static final String EXAMPLES = "write it like example.com, *.example.com or example.com:8443";

    private final String text;

    RuleParser(String text) {
        this.text = text;
    }

    static String format(DomainName name, boolean wildcard, int port) {
        if (!wildcard && port == Rule.NO_PORT) {
            return name.ascii();
        }
        return (wildcard ? "*." : "") + name + (port == Rule.NO_PORT ? "" : ":" + port);
    }

    Rule parse() {
        // Nearly all of a long list are such, and it is read at each start, before Java has compiled anything.
        if (NameSyntax.isPlain(text)) {
            return new Rule(new DomainName(text), false, Rule.NO_PORT);
        }
        if (text.isEmpty()) {
            throw invalid("it is empty", EXAMPLES);
        }
        rejectUrl();
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':') || text.startsWith("[")) {
            throw invalid("it has more than one colon or is an IPv6 address", "rules are for names; " + EXAMPLES);
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? Rule.NO_PORT : port(text.substring(colon + 1));
        boolean wildcard = host.startsWith("*.");
        return new Rule(name(wildcard ? host.substring(2) : host), wildcard, port);
    }

    private DomainName name(String host) {
        if (host.equals("*")) {
            throw invalid("no rule is for every name", "list the names that are needed");
        }
        if (host.indexOf('*') >= 0) {
            throw invalid("a wildcard stands for whole labels, once, in front", "write it like *.example.com");
        }
        if (host.startsWith(".")) {
            throw invalid("it starts with a dot", "for the names below a domain write it like *.example.com");
        }
        try {
            return DomainName.parse(host);
        } catch (InvalidNameException e) {
            throw invalid(e.problem(), e.remedy());
        }
    }

    private int port(String digits) {
        return Ascii.number(digits, Rule.MAX_PORT).stream()
                .filter(port -> port != Rule.NO_PORT)
                .findFirst()
                .orElseThrow(() -> invalid(
                        Text.quote(digits) + " is not a port from 1 to " + Rule.MAX_PORT,
                        "write digits only, like example.com:8443"));
    }

    private void rejectUrl() {
        if (hasUrlCharacter()) {
            throw invalid(
                    "it is a URL, a path or an address range",
                    hostOfUrl().map(name -> "write only the name: " + name).orElse("rules are for names; " + EXAMPLES));
        }
    }

    private boolean hasUrlCharacter() {
        for (int i = 0; i < text.length(); i++) {
            if ("/@?#\\".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** {@return the name to suggest for a plain URL; nothing for one with a user part, where it is easily mistaken} */
    private Optional<DomainName> hostOfUrl() {
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        if (rest.indexOf('@') >= 0) {
            return Optional.empty();
        }
        int end = (int) rest.chars().takeWhile(c -> "/:?#".indexOf(c) < 0).count();
        try {
            return Optional.of(DomainName.parse(rest.substring(0, end)));
        } catch (InvalidNameException _) {
            return Optional.empty();
        }
    }

    private InvalidRuleException invalid(String why, String remedy) {
        return new InvalidRuleException(text, why, remedy);
    }
}
