package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, false, 0",
        "Example.COM., example.com, false, 0",
        "*.example.com, example.com, true, 0",
        "*.Example.com., example.com, true, 0",
        "example.com:1, example.com, false, 1",
        "example.com:443, example.com, false, 443",
        "example.com.:443, example.com, false, 443",
        "*.example.com:65535, example.com, true, 65535",
        "db, db, false, 0",
        "db:5432, db, false, 5432",
        "*.b\u00fccher.example:8443, xn--bcher-kva.example, true, 8443",
    })
    void readsRules(String text, String name, boolean wildcard, int port) {
        Rule rule = Rule.parse(text);

        assertThat(rule).isEqualTo(new Rule(new DomainName(name), wildcard, port));
        assertThat(Rule.parse(rule.toString())).isEqualTo(rule);
        assertThat(rule.hasPort()).isEqualTo(port != 0);
    }

    @Test
    void writesRulesInCanonicalForm() {
        assertThat(Rule.parse("*.B\u00fccher.Example.:8443")).hasToString("*.xn--bcher-kva.example:8443");
        assertThat(Rule.parse("EXAMPLE.com.")).hasToString("example.com");
    }

    @Test
    void opensTheStandardPortsUnlessItNamesOne() {
        assertThat(Rule.parse("example.com").allowedPorts())
                .containsExactlyInAnyOrderElementsOf(Rule.STANDARD_PORTS)
                .containsExactly(443, 80, 22);
        assertThat(Rule.parse("example.com:8443").allowedPorts()).containsExactly(8443);
        assertThat(Rule.parse("example.com:443").allowedPorts()).containsExactly(443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "65536",
                "65979",
                "+443",
                "-443",
                "0443",
                "00",
                " 443",
                "443 ",
                "4 43",
                "443\n",
                "0x1bb",
                "1bb",
                "99999999999",
                "4294967739",
                "18446744073709552059",
                "443:80",
                "https",
                "*",
                "443/tcp",
                "443-444",
                "443,80",
                "\uff14\uff14\uff13",
                "\u0664\u0664\u0663",
                "\u0967",
                "4\u00b3",
                "443\u0000",
                "\ud835\udfd2",
            })
    void refusesWhatIsNotAPort(String port) {
        assertThatThrownBy(() -> Rule.parse("example.com:" + port)).isInstanceOf(InvalidRuleException.class);
        assertThatThrownBy(() -> Rule.parse("*.example.com:" + port)).isInstanceOf(InvalidRuleException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty | write it like example.com, *.example.com or example.com:8443",
                "* | no rule is for every name | list the names that are needed",
                "*:443 | no rule is for every name | list the names that are needed",
                "*.com | a wildcard over a whole top-level domain is too wide | like *.example.com",
                "*.db:5432 | a wildcard over a whole top-level domain is too wide | like *.example.db",
                "*. | is not a host name: it is empty | write it like example.com",
                "*.*.a | a wildcard stands for whole labels, once, in front | write it like *.example.com",
                "**.example.com | a wildcard stands for whole labels | write it like *.example.com",
                "*example.com | a wildcard stands for whole labels | write it like *.example.com",
                "foo*.example.com | a wildcard stands for whole labels | write it like *.example.com",
                "a.*.example.com | a wildcard stands for whole labels | write it like *.example.com",
                "example.* | a wildcard stands for whole labels | write it like *.example.com",
                "*.exa*mple.com | a wildcard stands for whole labels | write it like *.example.com",
                ".example.com | it starts with a dot | write it like *.example.com",
                "*..example.com | it starts with a dot | write it like *.example.com",
                "https://Example.com/path?x | it is a URL | write only the name: example.com",
                "example.com/path | it is a URL, a path | write only the name: example.com",
                "https://example.com:8443/ | it is a URL | write only the name: example.com",
                "https:///x | it is a URL | rules are for names",
                "allowed.test@evil.test | it is a URL | rules are for names",
                "https://allowed.test:443@evil.test/ | it is a URL | rules are for names",
                "evil.test\\.allowed.test | it is a URL | rules are for names",
                "10.0.0.0/8 | an address range | rules are for names",
                "10.0.0.1 | its last label is a number | use the name of the server",
                "10.0.0.1:443 | its last label is a number | use the name of the server",
                "*.10.0.0.1 | its last label is a number | use the name of the server",
                "::1 | more than one colon or is an IPv6 address | rules are for names",
                "[::1]:443 | is an IPv6 address | rules are for names",
                "[allowed.test]:443 | is an IPv6 address | rules are for names",
                "allowed.test:80:443 | more than one colon | rules are for names",
                "a,b | it contains \",\" | only letters",
                "a.test b.test | it contains \" \" | only letters",
                "-f file | it contains \" \" | only letters",
                "a_b.example | it contains \"_\" | only letters",
                "example.com:99999 | \"99999\" is not a port from 1 to 65535 | write digits only",
                "example.com:53 | the gateway's own resolver's | --dns-servers",
                "*.example.com:53 | the gateway's own resolver's | --dns-servers",
                ":443 | is not a host name: it is empty | write it like example.com",
            })
    void refusesMistakesWithARemedy(String text, String problem, String remedy) {
        assertThatThrownBy(() -> Rule.parse(text)).isInstanceOfSatisfying(InvalidRuleException.class, e -> {
            assertThat(e.problem()).contains(problem);
            assertThat(e.remedy()).contains(remedy);
            assertThat(e).hasMessage(e.problem() + "; " + e.remedy());
        });
    }

    @Test
    void checksRulesThatWereNotParsed() {
        DomainName name = new DomainName("example.com");

        assertThatThrownBy(() -> new Rule(name, false, -1)).isInstanceOf(InvalidRuleException.class);
        assertThatThrownBy(() -> new Rule(name, false, 65_536)).isInstanceOf(InvalidRuleException.class);
        assertThatThrownBy(() -> new Rule(new DomainName("com"), true, 0)).isInstanceOf(InvalidRuleException.class);
    }

    @Test
    void saysNothingUnprintable() {
        for (String hostile : List.of("\u001b[31m*", "evil\u202e.test:x", "a\nb:0", "x".repeat(1 << 20) + "/\u0007")) {
            assertThatThrownBy(() -> Rule.parse(hostile))
                    .isInstanceOf(InvalidRuleException.class)
                    .satisfies(e -> assertThat(String.valueOf(e.getMessage()))
                            .hasSizeLessThan(900)
                            .matches("[ -~]*"));
        }
    }
}
