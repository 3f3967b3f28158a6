package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Report;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.sandbox.MutantGateway.Change;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite must go red when the gateway's code is broken: each mutant is the shipped one with a line of it changed. */
@ExtendWith(LabExtension.class)
final class MutantCodeTest {
    private final Mutants mutants;

    MutantCodeTest(Lab lab) {
        this.mutants = new Mutants(lab);
    }

    @Test
    void suffixesWithoutABoundary() {
        Report report = attack(
                "suffix",
                Change.of(
                        "policy",
                        "RuleTrie",
                        "Node child = node.children.get(label);",
                        "Node child = node.children.entrySet().stream().filter(e -> label.endsWith(e.getKey()))"
                                + ".map(Map.Entry::getValue).findFirst().orElse(null);"),
                "name-no-boundary",
                "dns-system");

        assertThat(report.leaking()).contains("name-no-boundary").doesNotContain("dns-system");
    }

    @Test
    void namesReadUpToANul() {
        Report report = attack(
                "nul",
                Change.of("policy", "DomainName", "NameSyntax(text)", "NameSyntax(text.split(\"\\0\", 2)[0])"),
                "hello-nul-after",
                "hello-nul");

        assertThat(report.leaking()).contains("hello-nul-after").doesNotContain("hello-nul");
    }

    @Test
    void anyServerNameTaken() {
        Report report = attack(
                "sni",
                Change.of("gateway", "proxy/TlsGate", "named.name().equals(name) ->", "!name.ascii().isEmpty() ->"),
                "sni-evil",
                "sni-carries",
                "cdn-neighbour",
                "hello-in-pieces",
                "hello-late",
                "sni-none");

        assertThat(report.leaking())
                .contains("sni-evil", "sni-carries", "cdn-neighbour", "hello-in-pieces", "hello-late")
                .doesNotContain("sni-none");
    }

    @Test
    void onlyTheFirstHelloJudged() {
        Report report = attack(
                "second-hello",
                Change.of("gateway", "proxy/LaterHellos", "private boolean over;", "private boolean over = true;"),
                "hello-second-asked",
                "hello-second-at-once",
                "hello-second-early",
                "hello-second-records",
                "sni-evil");

        assertThat(report.leaking())
                .contains("hello-second-asked", "hello-second-at-once", "hello-second-early", "hello-second-records")
                .doesNotContain("sni-evil");
    }

    @Test
    void aChangeCipherSpecTakenForTheEndOfWhatIsPlain() {
        Report report = attack(
                "change-cipher-spec",
                Change.of(
                        "gateway",
                        "proxy/LaterHellos",
                        "case NONE, RETRY -> false;",
                        "case NONE, RETRY -> header.type() == RecordHeader.CHANGE_CIPHER_SPEC;"),
                "hello-second-ccs",
                "hello-second-at-once-ccs",
                "hello-second-early",
                "hello-second-asked",
                "hello-second-at-once");

        assertThat(report.leaking())
                .contains("hello-second-ccs", "hello-second-at-once-ccs", "hello-second-early")
                .doesNotContain("hello-second-asked", "hello-second-at-once");
    }

    @Test
    void onlyTheFirstHostRead() {
        Report report = attack(
                "host",
                Change.of("gateway", "proxy/HttpGate", "if (hosts.size() != 1) {", "if (hosts.isEmpty()) {"),
                "host-two",
                "host-evil");

        assertThat(report.leaking()).contains("host-two").doesNotContain("host-evil");
    }

    @Test
    void theAbsoluteFormNotCompared() {
        Report report = attack(
                "absolute",
                Change.of(
                        "gateway",
                        "proxy/HttpGate",
                        "return isFor(authority) ? new Pass(read) : other(authority);",
                        "return new Pass(read);"),
                "head-absolute",
                "head-absolute-user",
                "head-absolute-port",
                "host-evil");

        assertThat(report.leaking())
                .contains("head-absolute", "head-absolute-user", "head-absolute-port")
                .doesNotContain("host-evil");
    }

    @Test
    void privateAnswersDialled() {
        Report report = attack(
                "private",
                Change.of(
                        "gateway",
                        "proxy/Dialer",
                        "case AddressVerdict.Refused(String explanation) -> refusal = explanation;",
                        "case AddressVerdict.Refused(String explanation) -> permitted.add(address);"),
                "answer-private",
                "answer-metadata",
                "answer-turns",
                "answer-mixed",
                "answer-alias",
                "answer-sixtofour",
                "answer-in-name",
                "answer-benchmark");

        assertThat(report.leaking())
                .contains("answer-private", "answer-metadata", "answer-turns", "answer-mixed", "answer-alias")
                .contains("answer-sixtofour", "answer-in-name")
                .doesNotContain("answer-benchmark");
    }

    @Test
    void theResolverAsksForEveryName() {
        String denied = "if (!name.equals(PolicyInForce.GATEWAY_NAME)"
                + " && policy.judgeName(name) instanceof Verdict.Deny deny) {";
        Report report = attack(
                "lookup",
                Change.of("gateway", "dns/Answers", denied, denied + """
                            policy.resolvers().forEach(server -> {
                                try { UpstreamQuery.ask(server, 53, name, Type.A); } catch (java.io.IOException e) { }
                            });
                        """),
                "dns-system",
                "dns-curl",
                "dns-types",
                "dns-pipelined",
                "sni-carries");

        assertThat(report.leaking())
                .contains("dns-system", "dns-curl", "dns-types", "dns-pipelined", "stray question")
                .doesNotContain("sni-carries");
    }

    @Test
    void anyPortOfAnAllowedName() {
        Report report = attack(
                "port",
                Change.of(
                        "gateway",
                        "proxy/Connection",
                        "if (context.policy().judge(name, port) instanceof",
                        "if (context.policy().judgeName(name) instanceof"),
                "port-unlisted",
                "early-unlisted",
                "tcp4-443");

        assertThat(report.leaking()).contains("port-unlisted", "early-unlisted").doesNotContain("tcp4-443");
    }

    private Report attack(String name, Change change, String... attacks) {
        return mutants.attack(name, List.of(change), attacks);
    }
}
