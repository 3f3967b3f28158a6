package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.Sighting;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Allowed names that lead to the gateway's own loopback (catalogue T18): the receiver is a listener in the sandbox,
 * which the gateway must not be talked into dialling; it could as well be a service of the gateway's.
 */
@ExtendWith(LabExtension.class)
final class AnswersTest {
    private static final int PORT = 4568;

    @Test
    void anAllowedNameDoesNotLeadToTheGatewaysLoopback(Lab lab) {
        Nonce secret = Nonce.fresh();
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", "loopback.test:4568 unspecified.test:4568")
                        .session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            inside.run("python3 give.py " + PORT + " " + secret.text());

            assertThat(take(inside, "127.0.0.1").out()).as("control").contains(secret.text());
            for (String name : new String[] {"loopback.test", "unspecified.test"}) {
                assertThat(take(inside, name).out()).doesNotContain(secret.text());
            }
        }
    }

    @Test
    void theNamesLeadThereWithoutASandbox(Lab lab) {
        Nonce secret = Nonce.fresh();
        String give = "python3 give.py " + PORT + " " + secret.text();

        for (String name : new String[] {"loopback.test", "unspecified.test"}) {
            assertThat(lab.control()
                            .shellAlone(give + "; python3 probe.py take " + name + " " + PORT)
                            .out())
                    .contains(secret.text());
        }
    }

    /** Its addresses on the lab's network are public ones; with rootless Podman they are of another network namespace. */
    @Test
    @Tag("root")
    void anAllowedNameDoesNotLeadToThisMachineUnlessThatIsListed(Lab lab) {
        int port = lab.host().port();
        Nonce secret = Nonce.fresh();
        Nonce listed = Nonce.fresh();
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Rustyolo rustyolo = Rustyolo.inLab(project, lab).with("--allow-domains", "machine.test:" + port);

            Output refused = rustyolo.run("--", "sh", "-c", tell(port, secret));
            Output permitted = rustyolo.with("--allow-private", Addresses.HOST4 + "/32 " + Addresses.HOST6 + "/128")
                    .run("--", "sh", "-c", tell(port, listed));

            lab.host().sightings().await("the control: " + permitted.text(), Rustyolo.PATIENCE, s -> holds(s, listed));
            assertThat(lab.host().sightings().all()).noneMatch(seen -> holds(seen, secret));
            assertThat(refused.err()).contains(" is an address of this machine");
        }
    }

    private static String tell(int port, Nonce nonce) {
        return "python3 probe.py tcp machine.test " + port + " " + nonce.text() + "; true";
    }

    private static boolean holds(Sighting seen, Nonce nonce) {
        return seen.payload().contains(nonce.text());
    }

    private static Output take(Runner runner, String host) {
        return runner.run("python3 probe.py take " + host + " " + PORT);
    }
}
