package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policy allows works: a sandbox that blocked everything would pass every attack. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegitimateTrafficTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Lab lab;
    private final Project project;
    private final Session session;
    private final Runner inside;

    LegitimateTrafficTest(Lab lab) throws IOException {
        this.lab = lab;
        project = Project.withProbes(Account.unprivileged());
        project.write("key", Files.readString(lab.certificates().sshKey()));
        session = Rustyolo.inLab(project, lab)
                .with("--allow-domains", "allowed.test *.allowed.test cdn-allowed.test allowed.test:8443")
                .session("--", "python3", "runner.py");
        inside = new Runner(session.program());
    }

    @AfterAll
    void endSession() {
        session.close();
        project.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://allowed.test/",
                "http://allowed.test/",
                "https://one.allowed.test/",
                "http://two.three.allowed.test/",
                "http://v6only.allowed.test/",
                "https://cdn-allowed.test/",
                "https://ALLOWED.test/",
            })
    void pagesOfAllowedNamesCome(String url) {
        Output page = inside.run("curl -sS -m 10 " + url);

        assertThat(page.exitCode()).as(page.out()).isZero();
        assertThat(page.out()).startsWithIgnoringCase("hello from " + url.replaceAll("^https?://|/$", ""));
    }

    @Test
    void manyNamesAtOnce() {
        Output pages = inside.run(
                "for i in $(seq 20); do curl -sS -m 10 http://n$i.allowed.test/ & done | sort | uniq -c | wc -l; wait");

        assertThat(pages.out().strip()).isEqualTo("20");
    }

    @Test
    void aLargeDownloadComesWhole() {
        Output size = inside.run("curl -sS -m 15 https://allowed.test/bytes/50000000 | wc -c");

        assertThat(size.out().strip()).isEqualTo("50000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "http"})
    void anUploadThatIsClosedAtOnceArrivesWhole(String scheme) {
        assertArrivesWhole(scheme, command -> lab.control().shell("SSL_CERT_FILE=/certs/ca.pem " + command));

        assertArrivesWhole(scheme, inside::run);
    }

    private void assertArrivesWhole(String scheme, Function<String, Output> shell) {
        String path = "/" + Nonce.fresh().text();

        Output sent = shell.apply("python3 upload.py " + scheme + " allowed.test " + path + " 3000000");

        assertThat(sent.exitCode()).as(sent.out()).isZero();
        Sighting stored = lab.allowed()
                .sightings()
                .await(
                        "the upload",
                        PATIENCE,
                        s -> s.kind().equals("http") && s.detail().contains(path));
        assertThat(stored.detail())
                .contains("body=whole length=3000000 sha256=" + sent.out().strip());
    }

    @Test
    void gitClonesOverHttps() {
        Output cloned = inside.run("git clone -q https://allowed.test/git/project.git /tmp/c && cat /tmp/c/README");

        assertThat(cloned.out()).contains("cloned from the lab");
    }

    @Test
    void sshAndGitOverSshWork() {
        String ssh = "ssh -i /tmp/key -o BatchMode=yes -o StrictHostKeyChecking=no";

        Output answered = inside.run("cp key /tmp/key && chmod 600 /tmp/key && " + ssh + " lab@allowed.test echo by ssh"
                + " && GIT_SSH_COMMAND='" + ssh + "' git clone -q lab@allowed.test:/srv/git/project.git /tmp/d"
                + " && cat /tmp/d/README");

        assertThat(answered.out()).contains("by ssh").contains("cloned from the lab");
    }

    @Test
    void aHalfClosedConnectionStillGetsItsAnswer() {
        Output echoed = inside.run("python3 halfclose.py allowed.test 8443");

        assertThat(echoed.out().strip()).isEqualTo("all of it<end>");
    }

    @Test
    void loopbackAndListenersAreTheAgentsOwn() {
        Output heard = inside.run("python3 -m http.server 8000 >/dev/null 2>&1 & server=$!;"
                + " curl -sS --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:8000/runner.py | head -1;"
                + " kill $server");

        assertThat(heard.out()).contains("Runs probes");
    }
}
