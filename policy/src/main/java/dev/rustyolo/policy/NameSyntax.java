package dev.rustyolo.policy;

import java.util.List;
import java.util.stream.Collectors;

/** The rules of {@link DomainName}, applied to one input that the messages can then repeat. */
final class NameSyntax {
    static final int MAX_LABEL = 63;
    static final int MAX_NAME = 253;

    private static final String EXAMPLE = "write it like example.com";

    private final String input;

    NameSyntax(String input) {
        this.input = input;
    }

    /** {@return the input in lower case, without a trailing dot, and with A-labels; canonical} */
    String canonicalFromTyped() {
        // A name this long can't be valid in any encoding: don't run IDNA over it.
        if (input.length() > MAX_NAME + 1) {
            throw tooLong();
        }
        String name = withoutTrailingDot();
        String canonical = Ascii.isAscii(name) ? Ascii.lowerCase(name) : withALabels(name);
        check(canonical);
        return canonical;
    }

    private String withALabels(String name) {
        return DomainName.split(name).stream()
                .map(label -> Ascii.isAscii(label) ? Ascii.lowerCase(label) : new UnicodeLabel(input, label).toALabel())
                .collect(Collectors.joining("."));
    }

    /** {@return the input in lower case and without a trailing dot; canonical} */
    String canonicalFromWire() {
        if (input.length() > MAX_NAME + 1) {
            throw tooLong();
        }
        String name = Ascii.lowerCase(withoutTrailingDot());
        check(name);
        return name;
    }

    /** Checks that a name is canonical. */
    void check(String name) {
        if (!isPlain(name)) {
            checkClosely(name);
        }
    }

    /**
     * Is it one of the names that nearly all are? Those need no closer look, which matters to lists of 100,000: labels of
     * letters, digits and inner hyphens, none of them an A-label, and the last one begins with a letter.
     */
    static boolean isPlain(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i == name.length() ? '.' : name.charAt(i);
            if (c == '.') {
                int length = i - start;
                if (length == 0
                        || length > MAX_LABEL
                        || name.charAt(start) == '-'
                        || name.charAt(i - 1) == '-'
                        || name.startsWith(Punycode.PREFIX, start)) {
                    return false;
                }
                start = i == name.length() ? start : i + 1;
            } else if (!isLdh(c)) {
                return false;
            }
        }
        return name.length() <= MAX_NAME && Ascii.isLowerCaseLetter(name.charAt(start));
    }

    /** The same by all the rules, with the reason when it is none. */
    void checkClosely(String name) {
        if (name.isEmpty()) {
            throw invalid("it is empty", EXAMPLE);
        }
        if (name.length() > MAX_NAME) {
            throw tooLong();
        }
        List<String> labels = DomainName.split(name);
        labels.forEach(this::checkLabel);
        if (readsAsNumber(labels.getLast())) {
            throw invalid(
                    "its last label is a number, so programs take it for an IP address", "use the name of the server");
        }
    }

    private void checkLabel(String label) {
        if (label.isEmpty()) {
            throw invalid("a label is empty", "take out the extra dot");
        }
        label.chars().filter(c -> !isLdh(c)).findFirst().ifPresent(c -> {
            throw badCharacter((char) c);
        });
        if (label.length() > MAX_LABEL) {
            throw invalid("a label is longer than " + MAX_LABEL + " characters", EXAMPLE);
        }
        if (label.startsWith("-") || label.endsWith("-")) {
            throw invalid("a label starts or ends with a hyphen", EXAMPLE);
        }
        if (label.startsWith(Punycode.PREFIX) && !UnicodeLabel.isALabel(label)) {
            throw invalid(
                    "the label " + Text.quote(label) + " does not encode an international label",
                    "check it against RFC 5890");
        }
    }

    private InvalidNameException badCharacter(char c) {
        String why = "it contains " + Text.quote(String.valueOf(c));
        if (c == ':' || c == '[' || c == ']') {
            return invalid(why, "use a name without a port; IP addresses are not names");
        }
        if (c >= 'A' && c <= 'Z') {
            return invalid(why, "the canonical form is in lower case");
        }
        if (c > '~') {
            return invalid(why, "use the xn-- form of the label");
        }
        return invalid(why, "only letters, digits, hyphens and dots are allowed");
    }

    private InvalidNameException tooLong() {
        return invalid("it is longer than " + MAX_NAME + " characters", EXAMPLE);
    }

    private InvalidNameException invalid(String why, String remedy) {
        return new InvalidNameException(input, why, remedy);
    }

    private String withoutTrailingDot() {
        return input.endsWith(".") ? input.substring(0, input.length() - 1) : input;
    }

    /** The "ends in a number" test of the WHATWG URL standard: all digits, or 0x and hexadecimal digits or nothing. */
    private static boolean readsAsNumber(String label) {
        return label.startsWith("0x")
                ? label.chars().skip(2).allMatch(c -> Ascii.isDigit(c) || (c >= 'a' && c <= 'f'))
                : label.chars().allMatch(Ascii::isDigit);
    }

    private static boolean isLdh(int c) {
        return Ascii.isLowerCaseLetter(c) || Ascii.isDigit(c) || c == '-';
    }
}
