package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternationalNameTest {
    @ParameterizedTest
    @CsvSource({
        "b\u00fccher.example, xn--bcher-kva.example",
        "B\u00dcCHER.Example, xn--bcher-kva.example",
        "bu\u0308cher.example, xn--bcher-kva.example",
        "\u4f8b\u3048.\u30c6\u30b9\u30c8, xn--r8jz45g.xn--zckzah",
        "\u0430llowed.test, xn--llowed-2nf.test",
        "\u0131.example, xn--cfa.example",
        "\u05d0\u05d1\u05d2.example, xn--4dbcd.example",
    })
    void turnsTypedUnicodeIntoALabels(String typed, String canonical) {
        assertThat(DomainName.parse(typed)).hasToString(canonical);
        assertThat(DomainName.parse(canonical)).isEqualTo(DomainName.parse(typed));
        assertThat(DomainName.fromWire(canonical)).isEqualTo(DomainName.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u212aelvin.example", // Kelvin sign
                "\u212a\u00fc.example",
                "\u017fecure.example", // long s
                "\uff47\uff49\uff54hub.com", // full-width letters
                "\u24d0.example", // circled letter
                "\u2460.example", // circled digit
                "\u2102.example", // double-struck letter
                "\ufb01le.example", // ligature
                "stra\u00dfe.example", // IDNA 2003 and 2008 disagree about these four
                "\u03bf\u03b4\u03cc\u03c2.example",
                "a\u200db\u00fc.example",
                "a\u200cb\u00fc.example",
                "exam\u00adple.com", // soft hyphen
                "exam\u200bple.com", // zero-width space
                "exam\u2060ple.com", // word joiner
                "\ufeffexample.com", // byte order mark
                "example\u3002com", // full stops of other scripts
                "example\uff0ecom",
                "example\uff61com",
                "b\u00fccher\uff0eexample",
                "evil.test\u2024example.com", // one dot leader
                "evil.test\uff0fexample.com", // full-width solidus
                "example.com\uff1a443", // full-width colon
                "\uff0a.example.com", // full-width asterisk
                "\u202eexample.com", // bidirectional controls
                "exam\u2066ple.com",
                "\u05d0a.example", // right-to-left mixed with left-to-right
                "\u0301a.example\u0000",
                "\ud800.example", // unpaired surrogate
                "\ue000.example", // private use
                "\u0378.example", // unassigned
                "b\u00fc_cher.example",
                "-b\u00fccher.example",
                "b\u00fc cher.example",
                "10.0.0.\uff11", // full-width digit
            })
    void refusesTypedUnicodeThatWouldBecomeSomethingElse(String typed) {
        assertThatThrownBy(() -> DomainName.parse(typed)).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b\u00fccher.example", "\u0430llowed.test", "\u212aelvin.example", "example\u3002com", "\u00e9"})
    void takesNoUnicodeFromTheWire(String text) {
        assertThatThrownBy(() -> DomainName.fromWire(text)).hasMessageContaining("use the xn-- form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--fa-hia.example", // sharp s, which IDNA 2008 allows
                "xn--strae-oqa.example",
                "xn--i-7iq.example", // a heart
                "xn--e28h.example", // an emoji
                "XN--BCHER-KVA.example",
                "xn--bcher-kva.xn--zckzah",
            })
    void takesALabelsThatRegistriesSell(String text) {
        assertThat(DomainName.fromWire(text)).isEqualTo(DomainName.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--", // nothing
                "xn--example-", // decodes to ASCII
                "xn---",
                "xn--99999999", // overflows
                "xn--zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "xn--bcher-kv", // cut off
                "xn--bcher-\u212ava", // a Kelvin sign for the k
                "xn--bcher-kva.xn--",
                "xn--a",
                "xn--1a",
                "xn--6a", // C1 controls, no-break space
                "xn--zug",
                "xn--kba", // zero-width space, soft hyphen
                "xn--zvg",
                "xn--tvg", // bidirectional override, line separator
                "xn--r6j",
                "xn--5g7c",
                "xn--jj7c", // full stops of other scripts
                "xn--ib9b",
                "xn--zy0c", // unpaired surrogates
                "xn--0y0c",
                "xn--dn32g",
                "xn--en32g", // private use, the last code point, one too far
                "xn--wca",
                "xn--62g",
                "xn--mi7c",
                "xn--kha", // not in the form of IDNA: capital, Kelvin, full-width, long s
            })
    void refusesALabelsThatEncodeNothing(String text) {
        assertThatThrownBy(() -> DomainName.fromWire(text)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> DomainName.parse(text)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void agreesWithTheJdkOnWhatItCanEncode() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            // Given a label of Latin, Greek, Cyrillic, kana and Chinese characters
            StringBuilder label = new StringBuilder();
            for (int length = 1 + random.nextInt(10); length > 0; length--) {
                label.appendCodePoint(
                        switch (random.nextInt(5)) {
                            case 0 -> 'a' + random.nextInt(26);
                            case 1 -> 0xe0 + random.nextInt(22);
                            case 2 -> 0x3b1 + random.nextInt(17);
                            case 3 -> 0x430 + random.nextInt(32);
                            default -> 0x4e00 + random.nextInt(5_000);
                        });
            }
            String ascii = IDN.toASCII(label.toString());

            // When it is read back
            String decoded = ascii.startsWith(Punycode.PREFIX)
                    ? Punycode.decode(ascii.substring(4)).orElseThrow()
                    : ascii;

            // Then it is the same, and a name
            assertThat(decoded).isEqualTo(label.toString());
            assertThat(DomainName.parse(label + ".example")).hasToString(ascii + ".example");
        }
    }

    @Test
    void takesALabelOnlyInItsOneEncoding() {
        // Given any string of Punycode digits that decodes
        Random random = new Random(7);
        int decodable = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder encoded = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                encoded.append("abcdefghijklmnopqrstuvwxyz0123456789-".charAt(random.nextInt(37)));
            }
            String label = Punycode.PREFIX + encoded;
            if (encoded.charAt(encoded.length() - 1) != '-' && UnicodeLabel.isALabel(label)) {
                decodable++;
                String text = Punycode.decode(encoded.toString()).orElseThrow();

                // Then nothing but it is what the text encodes to, as far as the JDK knows the characters
                if (IDN.toUnicode(label).equals(text)) {
                    assertThat(IDN.toASCII(text)).isEqualTo(label);
                }
                assertThat(text.chars()).noneMatch(c -> c < ' ' || c == '.' || Character.isWhitespace(c));
            }
        }
        assertThat(decodable).isGreaterThan(1_000);
    }
}
