package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.attack.Report;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.MutantGateway;
import dev.rustyolo.e2e.sandbox.MutantGateway.Change;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The suite must go red when the sandbox is broken: each mutant is a gateway with rules that let something through, so
 * slyly that the gateway's own check at start doesn't see it. Of what that check does see, it must refuse to start.
 */
@ExtendWith(LabExtension.class)
final class MutantTest {
    private static final String OUTPUT = "type filter hook output priority 0; policy drop;";
    private static final String INPUT_ACCEPTS = "type filter hook input priority 0; policy accept;";
    /** The second line of defence, without which alone nothing gets out either. */
    private static final Change NO_LAST_LINES =
            new Change("\t\tmeta skuid != GATEWAY_UID drop\n\t\tct mark != 0x00000001 drop\n", "");

    private final Lab lab;
    private final Mutants mutants;

    MutantTest(Lab lab) {
        this.lab = lab;
        this.mutants = new Mutants(lab);
    }

    @Test
    void directConnectionsAllowed() {
        Report report = attack(
                "direct",
                List.of(Change.first(OUTPUT, "ip daddr 198.51.100.0/24 accept"), NO_LAST_LINES),
                "tcp4-443",
                "tcp6-443",
                "udp4-443",
                "sni-at-evil",
                "dns-system");

        assertThat(report.leaking()).contains("tcp4-443", "udp4-443", "sni-at-evil", "stray frame");
        assertThat(report.leaking()).doesNotContain("tcp6-443", "dns-system");
    }

    @Test
    void ipv6LeftOn() {
        Report report = attack(
                "ipv6",
                List.of(Change.first(OUTPUT, "meta nfproto ipv6 accept"), NO_LAST_LINES),
                "tcp4-443",
                "tcp6-443",
                "udp6-443",
                "dns-upstream6");

        assertThat(report.leaking()).contains("tcp6-443", "udp6-443", "dns-upstream6");
        assertThat(report.leaking()).doesNotContain("tcp4-443");
    }

    /** Podman's isn't in the container: see Catalogue.OF_DOCKER. */
    @Test
    @Tag("docker")
    void theEnginesResolverAllowed() {
        Report report = attack(
                "engine",
                List.of(
                        Change.first(OUTPUT, "ip daddr 127.0.0.11 meta l4proto 17 accept"),
                        Change.first(OUTPUT, "meta skuid 0 accept"),
                        new Change(
                                "meta skuid != GATEWAY_UID meta nfproto",
                                "meta skuid > 0 meta skuid != GATEWAY_UID meta nfproto"),
                        NO_LAST_LINES),
                "tcp4-443",
                "dns-engine");

        assertThat(report.leaking()).contains("dns-engine");
        assertThat(report.leaking()).doesNotContain("tcp4-443");
    }

    @Test
    void establishedAcceptedWhoeverSends() {
        Report report = attack(
                "established",
                List.of(Change.first(OUTPUT, "ct state established,related accept"), NO_LAST_LINES),
                "tcp4-443",
                "dns-upstream",
                "dns-reused-port");

        assertThat(report.leaking()).contains("dns-reused-port");
        assertThat(report.leaking()).doesNotContain("tcp4-443", "dns-upstream");
    }

    @Test
    void thePoolAcceptedOnAnyDevice() {
        Change anyDevice = new Change(
                "oif \"lo\" ip daddr 198.18.0.0/15 meta l4proto 6 accept",
                "ip daddr 198.18.0.0/15 meta l4proto 6 accept");
        Report report = attack("device", List.of(anyDevice, NO_LAST_LINES), "tcp4-443", "pool-by-device");

        assertThat(report.leaking()).contains("stray frame");
        assertThat(report.leaking()).doesNotContain("tcp4-443");
    }

    @Test
    void whatHasNoOwnerAcceptedOnAnyDevice() {
        Report report = attack(
                "orphan",
                List.of(new Change("\t\tct mark != 0x00000001 drop\n", "")),
                "tcp4-443",
                "dns-by-device",
                "dns-orphan");

        assertThat(report.leaking()).contains("dns-orphan");
        assertThat(report.leaking()).doesNotContain("tcp4-443", "dns-by-device");
    }

    @Test
    void inboundAccepted() {
        Change accepted = new Change("type filter hook input priority 0; policy drop;", INPUT_ACCEPTS);
        try (MutantGateway mutant = MutantGateway.build("inbound", List.of(accepted))) {
            List<String> reached = InboundTest.reached(lab, mutants::in, mutant);

            assertThat(reached).isNotEmpty();
            Mutants.note("inbound", "InboundTest: " + reached);
        }
    }

    @Test
    void rootTrusted() {
        try (MutantGateway mutant = MutantGateway.build(
                        "root", List.of(Change.first(OUTPUT, "meta skuid 0 accept"), NO_LAST_LINES));
                Project project = Project.withProbes(Mutants.ACCOUNT);
                Session session = mutants.in(project, mutant).session("--", "python3", "runner.py");
                Program root = session.startRunnerAsRoot()) {
            Battery battery = new Battery(lab, Catalogue.named("tcp4-443"));

            Report agent =
                    battery.fire("root-1", new Runner(session.program()), session.addresses(), Catalogue.resolvable());
            Report byRoot = battery.fire("root-2", new Runner(root), session.addresses(), Catalogue.resolvable());

            assertThat(agent.leaking()).isEmpty();
            assertThat(byRoot.leaking()).contains("tcp4-443");
            Mutants.note("root", byRoot.leaking() + " by root");
        }
    }

    @Test
    void theGatewaysOwnCheckRefusesWhatItSees() {
        mutants.assertRefused(
                "accepts",
                "self-check: a direct connection was not refused",
                List.of(new Change("type filter hook output priority 0; policy drop;", OUTPUT + "\n\t\taccept")));
        mutants.assertRefused("syntax", "nft", List.of(new Change("chain forward {", "chain forward { what")));
    }

    @Test
    void theListenersPortOpen() {
        mutants.assertRefused(
                "listener",
                "self-check: a connection to the proxy's own port was not refused",
                List.of(new Change("\t\tip daddr 127.0.0.1 tcp dport 15001 goto refuse\n", "")));
    }

    private Report attack(String name, List<Change> changes, String... attacks) {
        return mutants.attack(name, changes, attacks);
    }
}
