package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.MutantGateway;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody gets in, to fetch what can't be sent out (catalogue T28), and sessions don't meet (T75). */
@ExtendWith(LabExtension.class)
final class InboundTest {
    private static final int PORT = 4567;
    /** No other gateway than the one that belongs to the command. */
    private static final MutantGateway SHIPPED = new MutantGateway("");

    private static final String TAKE = "python3 probe.py take ";

    @Test
    void nobodyReachesAListenerInASession(Lab lab) {
        assertThat(reached(lab, (project, _) -> Rustyolo.inLab(project, lab), SHIPPED))
                .isEmpty();
    }

    /** What answers a stranger is what was reached: the resolver, the proxy, and whatever else the gateway has. */
    @Test
    void nobodyReachesTheGatewaysOwnPorts(Lab lab) {
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", "allowed.test")
                        .session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());

            assertThat(inside.run("python3 knock.py 127.0.0.1").out())
                    .as("control")
                    .contains("15053");
            for (String address : session.addresses()) {
                assertThat(byEvil(lab, "python3 knock.py " + address)).isEmpty();
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

    @Test
    void whereNothingHoldsThemBackDatagramsAreHeard(Lab lab) {
        String file = "/tmp/heard.txt";
        lab.control().shell("python3 hear.py " + PORT + " " + file);
        byEvil(lab, tell(Addresses.v4(Addresses.CONTROL), "one"));
        byEvil(lab, tell(Addresses.v6(Addresses.CONTROL), "two"));

        assertThat(lab.control()
                        .shell("until grep -s two " + file + "; do sleep 0.1; done; cat " + file)
                        .out())
                .contains("one", "two");
    }

    /**
     * Returns from where a listener in a session was reached.
     *
     * @param command makes the command with a gateway of that image
     */
    static List<String> reached(Lab lab, BiFunction<Project, MutantGateway, Rustyolo> command, MutantGateway gateway) {
        Nonce secret = Nonce.fresh();
        List<String> reached = new ArrayList<>();
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = command.apply(project, gateway).session("--", "python3", "runner.py");
                Session other = command.apply(project, gateway).session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            inside.run("python3 give.py " + PORT + " " + secret.text());
            inside.run("python3 hear.py " + PORT);

            assertThat(inside.run(TAKE + "127.0.0.1 " + PORT).out())
                    .as("control")
                    .contains(secret.text());
            for (String address : session.addresses()) {
                if (fromEvil(lab, address).contains(secret.text())) {
                    reached.add("the network to " + address);
                }
                byEvil(lab, tell(address, word(address)));
                Runner neighbour = new Runner(other.program());
                if (neighbour.run(TAKE + address + " " + PORT).out().contains(secret.text())) {
                    reached.add("another session to " + address);
                }
            }
            // What came before this has been heard as well.
            inside.run(tell("127.0.0.1", "last"));
            String heard = inside.run("until grep -s last heard.txt; do sleep 0.1; done; cat heard.txt")
                    .out();
            assertThat(heard).as("control").contains("last");
            session.addresses().stream()
                    .filter(address -> heard.contains(word(address)))
                    .forEach(address -> reached.add("datagrams to " + address));
        }
        return reached;
    }

    private static String tell(String address, String word) {
        return "python3 probe.py tell " + address + " " + PORT + " " + word;
    }

    /** Returns a word that can't be taken for another's. */
    private static String word(String address) {
        return "to-" + address + "-end";
    }

    private static String fromEvil(Lab lab, String address) {
        return byEvil(lab, TAKE + address + " " + PORT);
    }

    private static String byEvil(Lab lab, String command) {
        return Docker.attempt("exec", "-w", "/app", lab.evil().container(), "sh", "-c", command)
                .text();
    }
}
