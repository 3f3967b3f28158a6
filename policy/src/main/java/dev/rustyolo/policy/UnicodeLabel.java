package dev.rustyolo.policy;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** One label with characters outside ASCII, as a person typed it (a U-label of RFC 5890, roughly). */
final class UnicodeLabel {
    private static final String REMEDY = "type its xn-- form, or ASCII if that was meant";

    private final String input;
    private final String label;

    UnicodeLabel(String input, String label) {
        this.input = input;
        this.label = label;
    }

    /**
     * {@return the A-label, which starts with {@code xn--}}
     *
     * @throws InvalidNameException if there is none, or if characters would get lost or become others on the way
     */
    String toALabel() {
        // These are label separators to IDNA (RFC 3490 section 3.1), but nobody sees the difference in a list.
        if (label.chars().anyMatch(c -> c == '\u3002' || c == '\uff0e' || c == '\uff61')) {
            throw invalid("it contains a dot that is not \".\"", "use \".\" between labels");
        }
        String ascii;
        try {
            ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException _) {
            throw invalid("IDNA has no ASCII form for the label " + Text.quote(label), REMEDY);
        }
        if (label.codePoints().anyMatch(c -> c >= 0x80 && Character.toLowerCase(c) < 0x80)
                || !decode(ascii).equals(Optional.of(lowerCase(label, Normalizer.Form.NFC)))) {
            throw invalid("the label " + Text.quote(label) + " has characters that stand for others", REMEDY);
        }
        return ascii;
    }

    /**
     * Says whether a label that starts with {@code xn--} is an A-label: it decodes, to something that is not ASCII, is
     * in the form that IDNA would produce (NFKC, lower case), and has only code points that can be seen and told from a
     * dot. Wider than IDNA 2008 in the code points it takes, since it must take what registries have sold.
     *
     * @param label LDH characters in lower case, starting with {@code xn--}
     */
    static boolean isALabel(String label) {
        return decode(label)
                .filter(text -> text.equals(lowerCase(text, Normalizer.Form.NFKC)))
                .filter(text -> text.codePoints().allMatch(UnicodeLabel::isVisible))
                .isPresent();
    }

    private static Optional<String> decode(String label) {
        return label.startsWith(Punycode.PREFIX)
                ? Punycode.decode(label.substring(Punycode.PREFIX.length()))
                        .filter(text -> text.chars().anyMatch(c -> c >= 0x80))
                : Optional.empty();
    }

    private static String lowerCase(String text, Normalizer.Form form) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), form);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != 0x3002 && codePoint != 0xff0e && codePoint != 0xff61;
        };
    }

    private InvalidNameException invalid(String why, String remedy) {
        return new InvalidNameException(input, why, remedy);
    }
}
