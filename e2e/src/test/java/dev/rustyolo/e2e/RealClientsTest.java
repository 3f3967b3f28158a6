package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Judge;
import dev.rustyolo.e2e.attack.Leak;
import dev.rustyolo.e2e.client.Client;
import dev.rustyolo.e2e.client.Visit;
import dev.rustyolo.e2e.client.Visitors;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people work with reaches what is allowed, without being told of a gateway, and nothing else: programs of many kinds,
 * each with a resolver, a TLS library and habits of its own. Some of them are in an image that isn't ours.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SIZE = 20_000_000;

    private static final String ALLOWED = "allowed.test";
    private static final String EVIL = "evil.test";
    /** Also the evil host's, but allowed: the way to it is the only difference. */
    private static final String EVIL_ALLOWED = "open.evil.test";

    /** The suite's own: no image has one. */
    private static final String JDK = System.getProperty("java.home");

    private final Lab lab;
    private final Project project;
    private final Visitors agents;
    private final Visitors others;

    RealClientsTest(Lab lab) {
        this.lab = lab;
        project = Project.withProbes(Account.unprivileged());
        Rustyolo rustyolo = Rustyolo.inLab(project, lab)
                .with("--allow-domains", ALLOWED + " " + ALLOWED + ":6379")
                .with("--allow-domains", EVIL_ALLOWED + " " + EVIL_ALLOWED + ":6379");
        agents = Visitors.start(
                rustyolo.with("--allow-unsafe-mount", JDK, "-v", JDK + ":/opt/jdk:ro"), Client.inTheAgentsImage());
        others = Visitors.start(rustyolo.with("--image", Lab.clientsImage()), Client.inAnotherImage());
    }

    @AfterAll
    void endSessions() {
        others.session().close();
        agents.session().close();
        project.close();
    }

    @TestFactory
    Stream<DynamicTest> getWhatIsAllowed() {
        return visit(ALLOWED).stream()
                .map(visit -> DynamicTest.dynamicTest(visit.client().name(), () -> {
                    assertThat(visit.said().exitCode()).as(visit.said().out()).isZero();
                    assertThat(visit.said().out()).contains(visit.client().answer(visit.nonce()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> getNothingElse() {
        lab.settle();
        Lab.Mark mark = lab.mark();
        List<Visit> refused = visit(EVIL);
        lab.settle();
        List<Leak> strays = Judge.strays(lab.since(mark), addresses(), Set.of());
        List<Visit> controls = visit(EVIL_ALLOWED);
        lab.settle();
        List<Sighting> seen = lab.since(mark);
        Set<String> leaked = arrived(refused, seen);
        Set<String> arrived = arrived(controls, seen);

        DynamicTest silence = DynamicTest.dynamicTest(
                "neither they nor their gateway", () -> assertThat(strays).isEmpty());
        Stream<DynamicTest> each = refused.stream()
                .map(visit -> DynamicTest.dynamicTest(visit.client().name(), () -> {
                    assertThat(arrived)
                            .as("at the evil host, when it is allowed")
                            .contains(visit.client().name());
                    assertThat(leaked).doesNotContain(visit.client().name());
                    assertThat(visit.said().exitCode()).as(visit.said().out()).isNotZero();
                }));
        return Stream.concat(Stream.of(silence), each);
    }

    @Test
    void areToldOfNoProxy() {
        for (Visitors visitors : List.of(agents, others)) {
            assertThat(visitors.inside().run("env").out())
                    .contains("SSL_CERT_FILE=")
                    .doesNotContainPattern("(?im)^\\w*proxy\\w*=.");
        }
    }

    @Test
    void theDatabaseHasWhatItsClientStored() {
        String word = Nonce.fresh().text();

        others.inside().run("redis-cli -h " + ALLOWED + " set " + word + " kept");

        assertThat(inOrigin("redis-cli get " + word)).isEqualTo("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "http"})
    void twentyMegabytesComeAsTheyWere(String scheme) {
        String file = Nonce.fresh().text();
        String sent = inOrigin("cd /srv/git && head -c " + SIZE + " /dev/urandom >" + file + " && sha256sum <" + file);

        Output got =
                agents.inside().run("curl -sSf -m 14 " + scheme + "://" + ALLOWED + "/git/" + file + " | sha256sum");

        assertThat(got.out().strip()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "http"})
    void twentyMegabytesGoAsTheyAre(String scheme) {
        String file = Nonce.fresh().text();

        Output sent = agents.inside()
                .run("cd /tmp && head -c " + SIZE + " /dev/urandom >" + file + " && sha256sum <" + file
                        + " && curl -sSf -m 14 -T " + file + " " + scheme + "://" + ALLOWED + "/; rm " + file);

        assertThat(sent.out()).endsWith("  -\nstored\n");
        Sighting stored = lab.allowed()
                .sightings()
                .await("the upload", PATIENCE, s -> s.detail().startsWith("PUT /" + file));
        assertThat(stored.detail())
                .endsWith("body=whole length=" + SIZE + " sha256="
                        + sent.out().lines().findFirst().orElseThrow().replace("  -", ""));
    }

    private String inOrigin(String command) {
        return Docker.run("exec", lab.allowed().container(), "sh", "-c", command);
    }

    private List<String> addresses() {
        return Stream.of(agents, others)
                .flatMap(visitors -> visitors.session().addresses().stream())
                .toList();
    }

    private List<Visit> visit(String server) {
        return Stream.of(agents, others)
                .flatMap(visitors -> visitors.visit(server).stream())
                .toList();
    }

    /** Returns the clients whose words are among what was seen. */
    private static Set<String> arrived(List<Visit> visits, List<Sighting> seen) {
        Map<String, Nonce> words = new TreeMap<>();
        visits.forEach(visit -> words.put(visit.client().name(), visit.nonce()));
        return new Judge(words).leaks(seen).stream().map(Leak::attack).collect(Collectors.toSet());
    }
}
