package dev.rustyolo.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A host name in its one canonical form, so that two names are the same exactly when their texts are equal. Everything
 * is made canonical at the edge, once, and nothing is dialled or resolved but what was judged in this form.
 *
 * <p>Canonical means: labels of ASCII letters, digits and hyphens as host names have them (RFC 952, RFC 1123 section
 * 2.1; so no underscore and no hyphen at either end of a label), lower case, without the trailing dot, each label 1 to 63
 * and the whole at most 253 characters long (RFC 1035 section 2.3.4, less the length octets), A-labels that really
 * encode something (RFC 5890 section 2.3.2.1), and a last label that is not a number, since resolvers read {@code
 * 0x7f.1} or {@code 2130706433} as an IPv4 address. A single label is a name: containers are called that way. The
 * special names of RFC 6761 ({@code localhost}, {@code *.local}) get no special treatment here: they are refused
 * unless listed like any other, and then judged by the address they stand for.
 *
 * @param ascii the canonical text
 */
public record DomainName(String ascii) {
    /**
     * Checks that the text is canonical.
     *
     * @throws InvalidNameException if it is not
     */
    public DomainName {
        new NameSyntax(ascii).check(ascii);
    }

    /**
     * Reads what a person typed: any case, Unicode labels, one trailing dot.
     *
     * <p>Unicode labels become A-labels by IDNA (RFC 3490 as in {@link java.net.IDN}, no unassigned code points, STD3
     * rules), but only if nothing changes on the way except case and composition: a Kelvin sign, a long s, a full-width
     * letter or a zero-width space is refused rather than taken for ASCII, and so are the letters that IDNA 2003 and
     * 2008 disagree about (UTS 46 section 6). The ideographic full stops are refused too.
     *
     * @param typed the text
     * @return the name
     * @throws InvalidNameException if it is not a host name
     */
    public static DomainName parse(String typed) {
        return new DomainName(new NameSyntax(typed).canonicalFromTyped());
    }

    /**
     * Reads a name from the wire: a DNS question, a TLS server name, an HTTP Host without its port. Only the case of
     * ASCII letters and one trailing dot may differ from the canonical form; nothing is converted.
     *
     * @param text the text, as the peer sent it
     * @return the name
     * @throws InvalidNameException if it is not a host name
     */
    public static DomainName fromWire(String text) {
        return new DomainName(new NameSyntax(text).canonicalFromWire());
    }

    // What a record has by itself is put together at its first use, which every start of a gateway would wait for.

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainName name && name.ascii.equals(ascii);
    }

    @Override
    public int hashCode() {
        return ascii.hashCode();
    }

    /** {@return the labels, left to right: {@code www}, {@code example}, {@code com}; at least one} */
    public List<String> labels() {
        return split(ascii);
    }

    /** {@return the pieces between the dots, empty ones included} */
    static List<String> split(String text) {
        List<String> labels = new ArrayList<>();
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            labels.add(text.substring(start, dot));
            start = dot + 1;
        }
        labels.add(text.substring(start));
        return List.copyOf(labels);
    }

    /** {@return the canonical text} */
    @Override
    public String toString() {
        return ascii;
    }
}
