package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What typed names and names from the wire have in common; {@link InternationalNameTest} has the rest. */
class DomainNameTest {
    private static final String LABEL_63 = "a".repeat(63);
    private static final String NAME_253 = String.join(".", LABEL_63, LABEL_63, LABEL_63, "b".repeat(61));

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.Com, example.com",
        "example.com., example.com",
        "GITHUB.COM, github.com",
        "db, db",
        "DB., db",
        "a-b.c--d.example, a-b.c--d.example",
        "r3---sn-abc.example.com, r3---sn-abc.example.com",
        "1.2.3.example, 1.2.3.example",
        "0x7f.example, 0x7f.example",
        "3com.com, 3com.com",
        "a.0xg, a.0xg",
        "a.1a, a.1a",
        "localhost, localhost",
        "127.0.0.1.nip.io, 127.0.0.1.nip.io",
    })
    void readsHostNames(String text, String canonical) {
        assertThat(DomainName.parse(text)).hasToString(canonical);
        assertThat(DomainName.fromWire(text)).isEqualTo(DomainName.parse(text));
        assertThat(new DomainName(canonical)).isEqualTo(DomainName.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // nothing, and empty labels
                "",
                ".",
                "..",
                ".example.com",
                "example..com",
                "example.com..",
                "127.0.0.1..",
                // hyphens at the ends of labels
                "-example.com",
                "example-.com",
                "example.-com",
                "-",
                "example.com-",
                // not letters, digits or hyphens
                "_dmarc.example.com",
                "a_b.example.com",
                "*.example.com",
                "*",
                "exa mple.com",
                " example.com",
                "example.com ",
                "example.com\t",
                "example.com\n",
                "example.com\r\nHost: evil.test",
                "evil.test\0",
                "evil.test\0.example.com",
                "\u0001.example.com",
                "example.com\u007f",
                "example.com\u0080",
                "evil.test%00.example.com",
                "example%2ecom",
                "a'b.example",
                "a\"b.example",
                "a;b.example",
                "a{b.example",
                "a$b.example",
                "a`b.example",
                "\u001b[31mexample.com",
                // URLs and authorities
                "https://example.com",
                "example.com/",
                "evil.test/.example.com",
                "evil.test#example.com",
                "evil.test?example.com",
                "evil.test\\.example.com",
                "example.com@evil.test",
                "example.com:443",
                "example.com:",
                ":443",
                "[example.com]",
                "-f file",
                "@evil.test",
                // addresses
                "10.99.0.66",
                "10.99.0.66.",
                "127.1",
                "10.6488130",
                "174260290",
                "0",
                "0012.0143.0.0102",
                "0x0a630042",
                "0x0a.0x63.0.0x42",
                "0X7F.1",
                "0x",
                "example.0x",
                "example.0x1f",
                "example.123",
                "example.0",
                "1.2.3.4.5",
                "256.256.256.256",
                "::1",
                "[::1]",
                "fd99::66",
                "[::ffff:10.99.0.66]",
                "::10.99.0.66",
                "[fe80::1%25eth0]",
                "fe80::1%eth0",
            })
    void refusesWhatIsNotAHostName(String text) {
        assertThatThrownBy(() -> DomainName.parse(text)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> DomainName.fromWire(text)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> new DomainName(text)).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Example.com", "example.com.", "EXAMPLE.COM", "b\u00fccher.example"})
    void takesOnlyTheCanonicalFormForARecord(String text) {
        assertThatThrownBy(() -> new DomainName(text)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void holdsLabelsAndNamesToTheirLengths() {
        assertThat(DomainName.parse(LABEL_63 + ".example").labels()).containsExactly(LABEL_63, "example");
        assertThat(DomainName.parse(NAME_253)).hasToString(NAME_253);
        assertThat(DomainName.fromWire(NAME_253 + ".")).hasToString(NAME_253);
        for (String tooLong : List.of("a" + LABEL_63 + ".example", NAME_253 + "b", NAME_253 + "b.", "a.".repeat(200))) {
            assertThatThrownBy(() -> DomainName.parse(tooLong)).hasMessageContaining("longer than");
            assertThatThrownBy(() -> DomainName.fromWire(tooLong)).hasMessageContaining("longer than");
        }
    }

    @Test
    void refusesAMegabyteWithAShortMessage() {
        String huge = "a".repeat(1 << 20);

        assertThatThrownBy(() -> DomainName.parse(huge))
                .hasMessageContaining("(1048576 characters)")
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @MethodSource("locales")
    @ResourceLock(Resources.LOCALE)
    void doesNotDependOnTheLocale(Locale locale) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(locale);

            assertThat(DomainName.parse("GITHUB.COM")).hasToString("github.com");
            assertThat(DomainName.fromWire("GITHUB.COM")).hasToString("github.com");
            assertThat(DomainName.parse("B\u00dcCHERI.example")).hasToString("xn--bcheri-3ya.example");
        } finally {
            Locale.setDefault(before);
        }
    }

    static List<Locale> locales() {
        return List.of(Locale.ROOT, Locale.of("tr", "TR"), Locale.of("az"), Locale.of("lt"));
    }

    @Test
    void listsLabelsFromLeftToRight() {
        assertThat(DomainName.parse("www.example.com").labels()).containsExactly("www", "example", "com");
        assertThat(DomainName.parse("db").labels()).containsExactly("db");
    }

    @ParameterizedTest
    @CsvSource({
        "example..com, 'a label is empty; take out the extra dot'",
        "a_b.example, 'it contains \"_\"; only letters'",
        "example.com:443, 'it contains \":\"; use a name without a port'",
        "10.0.0.1, 'its last label is a number, so programs take it for an IP address; use the name of the server'",
    })
    void saysWhatIsWrongAndWhatToDo(String text, String message) {
        assertThatThrownBy(() -> DomainName.parse(text)).hasMessageContaining(message);
    }

    @Test
    void escapesTheInputInMessages() {
        assertThatThrownBy(() -> DomainName.fromWire("\u001b]0;owned\u0007.example\n[RustyYOLO] allowed"))
                .hasMessageStartingWith("\"\\u001b]0;owned\\u0007.example\\n[RustyYOLO] allowed\" is not a host name")
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).chars()).allMatch(c -> c >= ' ' && c <= '~'));
    }
}
