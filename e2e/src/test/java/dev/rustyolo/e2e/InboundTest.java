package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody gets in, to fetch what can't be sent out (catalogue T28), and sessions don't meet (T75). */
@ExtendWith(LabExtension.class)
final class InboundTest {
    private static final int PORT = 4567;
    private static final String TAKE = "python3 probe.py take ";

    @Test
    void nobodyReachesAListenerInASession(Lab lab) {
        Nonce secret = Nonce.fresh();
        String give = "python3 give.py " + PORT + " " + secret.text();
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab).session("--", "python3", "runner.py");
                Session other = Rustyolo.inLab(project, lab).session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            inside.run(give);

            assertThat(inside.run(TAKE + "127.0.0.1 " + PORT).out())
                    .as("control")
                    .contains(secret.text());
            for (String address : session.addresses()) {
                assertThat(fromEvil(lab, address)).doesNotContain(secret.text());
                assertThat(new Runner(other.program())
                                .run(TAKE + address + " " + PORT)
                                .out())
                        .doesNotContain(secret.text());
            }
        }
    }

    @Test
    void whereNothingHoldsItBackTheListenerIsReached(Lab lab) {
        Nonce secret = Nonce.fresh();
        lab.control().shell("python3 give.py " + PORT + " " + secret.text());

        assertThat(fromEvil(lab, Addresses.v4(Addresses.CONTROL))).contains(secret.text());
        assertThat(fromEvil(lab, Addresses.v6(Addresses.CONTROL))).contains(secret.text());
    }

    private static String fromEvil(Lab lab, String address) {
        return Docker.attempt("exec", "-w", "/app", lab.evil().container(), "sh", "-c", TAKE + address + " " + PORT)
                .text();
    }
}
