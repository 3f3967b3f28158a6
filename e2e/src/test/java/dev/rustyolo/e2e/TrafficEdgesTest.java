package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Judge;
import dev.rustyolo.e2e.edge.Edge;
import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is legal but odd arrives, what is wrong does not, and neither hurts anything else: judged at the receiver. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrafficEdgesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MEGABYTES = 1_000_000;
    private static final String ADDRESS = "198.51.100." + Addresses.ALLOWED;

    private final List<Edge> edges = Edge.all();
    private final Lab lab;
    private final Project project;
    private final Session session;
    private final Runner inside;

    TrafficEdgesTest(Lab lab) {
        this.lab = lab;
        project = Project.withProbes(Account.unprivileged());
        session = Rustyolo.inLab(project, lab)
                .with(
                        "--allow-domains",
                        "edge.test edge.test:9001 edge.test:9002 allowed.test:8443 dead4.test dead6.test")
                .with("--allow-domains", "down.test nowhere.test slow.test private.test " + ADDRESS + ":8443")
                .session("--", "python3", "runner.py");
        inside = new Runner(session.program());
    }

    @AfterAll
    void endSession() {
        session.close();
        project.close();
    }

    @Test
    void theOriginSeesEachOfThemWithoutASandbox() {
        try (Program program = lab.control().startRunner()) {
            Round round = make(new Runner(program));

            assertThat(round.unseen()).as("edges that prove nothing").isEmpty();
        }
    }

    @Test
    void theOriginSeesWhatIsRightAndNothingElse() {
        Round round = make(inside);

        Set<String> wrong = new TreeSet<>();
        for (Edge edge : edges) {
            boolean seen = !round.unseen().contains(edge.id());
            String said = String.valueOf(round.said().get(edge.id()));
            if (seen != edge.passes() || (edge.hasStatus() && !said.contains("HTTP/1.1 " + edge.expected() + " "))) {
                wrong.add(edge.id() + " should be " + edge.expected() + ", and the origin "
                        + (seen ? "saw it" : "did not see it") + "; the client got " + said);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What was said to the clients, and whose secrets the origin has not seen. */
    private record Round(Map<String, Output> said, Set<String> unseen) {}

    private Round make(Runner runner) {
        Map<String, Nonce> secrets = new TreeMap<>();
        Map<String, String> commands = new LinkedHashMap<>();
        for (Edge edge : edges) {
            Nonce nonce = Nonce.fresh();
            secrets.put(edge.id(), nonce);
            commands.put(edge.id(), edge.command().replace("{nonce}", nonce.text()));
        }
        int before = lab.edge().sightings().size();
        Map<String, Output> said = runner.run(commands);
        settle();
        Set<String> unseen = new TreeSet<>(secrets.keySet());
        unseen.removeAll(new Judge(secrets)
                .leaks(lab.edge().sightings().since(before)).stream()
                        .map(leak -> leak.attack())
                        .collect(Collectors.toSet()));
        return new Round(said, unseen);
    }

    /** Waits until the origin has recorded what was sent before now. */
    private void settle() {
        for (int port : List.of(443, 80, 22, 9001, 9002)) {
            String word = Nonce.fresh().text();
            lab.control().shell("python3 edge.py raw " + port + " " + word);
            awaitWord(word);
        }
    }

    private Sighting awaitWord(String word) {
        return lab.edge()
                .sightings()
                .await("the word " + word, PATIENCE, s -> s.payload().contains(word));
    }

    @Test
    void aDownloadThatNobodyReadsStopsTheServerAndFillsNoMemory() {
        String word = Nonce.fresh().text();
        inside.run("python3 edge.py no-reader " + word);

        Sighting stopped = lab.edge()
                .sightings()
                .await(
                        "the end of the download",
                        PATIENCE,
                        s -> s.kind().equals("stopped") && s.payload().contains(word));

        long sent = Long.parseLong(stopped.detail().split(" ", 2)[0]);
        assertThat(sent).as("of 300 MB, what buffers took").isBetween(1L, 64L * MEGABYTES);
    }

    /** With a server that is allowed by its name, and with one that is by its address. */
    @ParameterizedTest
    @ValueSource(strings = {"allowed.test", ADDRESS})
    void thousandsOfSilentConnectionsKeepNobodyOut(String partner) {
        Output said = inside.run("python3 edge.py half-open 10000 " + partner);

        assertThat(said)
                .as(
                        "connections, and pages after them, beside a conversation that goes on; %s",
                        session.program().err().all())
                .hasFieldOrPropertyWithValue("out", "10000 20\n");
        assertThat(megabytesOfGateway()).isLessThan(400);
    }

    private double megabytesOfGateway() {
        if (!Engine.current().isBounded()) {
            return megabytesOfProcess(Docker.run("inspect", "--format", "{{.State.Pid}}", session.gateway()));
        }
        String used = Docker.run("stats", "--no-stream", "--format", "{{.MemUsage}}", session.gateway())
                .replaceFirst(" .*", "");
        assertThat(used).endsWithIgnoringCase("b").containsPattern("Mi?B");
        return Double.parseDouble(used.replaceFirst("Mi?B", ""));
    }

    /** Where the engine can't say. */
    private static double megabytesOfProcess(String pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", pid, "status"))) {
            String resident =
                    lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Double.parseDouble(resident.replaceAll("[^0-9]", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFamilyThatLeadsNowhereIsNoHindrance() {
        for (String name : List.of("dead4.test", "dead6.test")) {
            assertThat(inside.run("curl -sS -m 10 http://" + name + "/").out()).isEqualTo("ok\n");
        }
    }

    @Test
    void thePersonIsToldOfASecondHelloAndNotOfWhoLeavesWithoutAWord() {
        String leave = "python3 -c 'import socket; socket.create_connection((\"edge.test\", 22)).close()'";
        String hello = "python3 probe.py second ccs edge.test 443 edge.test other.test";
        Output end = Rustyolo.inLab(project, lab)
                .with("--allow-domains", "edge.test")
                .run("--", "sh", "-c", leave + "; " + hello + "; " + hello);

        assertThat(end.err())
                .contains("edge.test:443 (2 times)   tls: in a second hello, the TLS ClientHello asks for other.test,"
                        + " the connection is for edge.test")
                .doesNotContain("edge.test:22");
    }

    @Test
    void aServerThatCannotBeReachedIsNotBlockedAndTheReasonIsSaid() {
        assertThat(page("down.test"))
                .startsWith("502 ")
                .contains("rustyolo allows this, but down.test:80 could not be reached", "Connection refused")
                .doesNotContain("Blocked");
        assertThat(page("nowhere.test"))
                .startsWith("502 ")
                .contains("there is no such name (NXDOMAIN)")
                .doesNotContain("Blocked");
        assertThat(page("private.test")).startsWith("403 ").contains("Blocked by rustyolo", "--allow-private");
    }

    @Test
    void aNameServerThatIsSilentIsNamed() {
        Docker.freeze(lab.dns().container());
        try {
            assertThat(page("slow.test"))
                    .startsWith("502 ")
                    .contains("the DNS server 198.51.100.53 does not answer")
                    .doesNotContain("Blocked");
        } finally {
            Docker.thaw(lab.dns().container());
        }
    }

    private String page(String name) {
        return inside.run("curl -sS -m 14 -o /tmp/page -w '%{http_code} ' http://" + name + "/; cat /tmp/page")
                .out();
    }
}
