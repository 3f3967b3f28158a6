package dev.rustyolo.e2e;

import static dev.rustyolo.e2e.sandbox.Visits.LOOPBACK;
import static dev.rustyolo.e2e.sandbox.Visits.PORT;
import static dev.rustyolo.e2e.sandbox.Visits.TAKE;
import static dev.rustyolo.e2e.sandbox.Visits.addressesOfThisMachine;
import static dev.rustyolo.e2e.sandbox.Visits.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Feed;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.MutantGateway;
import dev.rustyolo.e2e.sandbox.MutantGateway.Change;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import dev.rustyolo.e2e.sandbox.Visits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code --publish} lets in: programs of this machine, by its loopback (catalogue T28, T146); and nothing out. */
@ExtendWith(LabExtension.class)
final class PublishTest {
    private static final int DISCARD = 9;
    private static final int LIMIT_MILLIS = 3_000;

    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());
    private final int port = freePort();
    private final Visits visits;
    private final Rustyolo rustyolo;

    PublishTest(Lab lab) {
        this.lab = lab;
        this.visits = new Visits(lab, project, port);
        this.rustyolo = place().with("--publish", port + ":" + PORT);
    }

    /** Podman publishes on a network that is made for the container alone. */
    private Rustyolo place() {
        return Engine.current().isPodman() ? Rustyolo.in(project) : Rustyolo.inLab(project, lab);
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void aServerInTheSandboxIsReachedByThisMachinesLoopback() {
        Nonce secret = Nonce.fresh();
        try (Session session = rustyolo.session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            assertThat(taken(LOOPBACK, port)).as("before anybody listens").isEmpty();

            inside.run(give("127.0.0.1", PORT, secret));

            assertThat(taken(LOOPBACK, port)).isEqualTo(secret.text());
            assertThat(inside.run("cat /run/rustyolo/policy.md").out())
                    .contains("port " + PORT + " here is http://127.0.0.1:" + port + " there");
        }
    }

    @Test
    void itMayListenEverywhereToo() {
        Nonce secret = Nonce.fresh();
        try (Session session = rustyolo.session("--", "python3", "runner.py")) {
            new Runner(session.program()).run("python3 give.py " + PORT + " " + secret.text());

            assertThat(taken(LOOPBACK, port)).isEqualTo(secret.text());
        }
    }

    /** The real one, with the port that it awaits its answer on; it shows the address, since there is no browser. */
    @Test
    void codexAwaitsTheAnswerToItsLoginThere() {
        Rustyolo login = place().with("--publish", port + ":1455");
        try (Program codex = login.start("codex", "login")) {
            codex.err()
                    .await("the address to open", Rustyolo.PATIENCE, line -> line.contains("https://auth.openai.com/"));

            String answer = asked(port, "GET /auth/callback?state=wrong&code=1 HTTP/1.0");

            assertThat(answer).matches("(?s)HTTP/1\\.[01] 4.*");
        }
    }

    @Test
    void nobodyElseGetsIn() {
        try (Session session = rustyolo.session("--", "python3", "runner.py")) {
            assertThat(visits.whoGetsIn(session)).containsExactly("this machine's loopback");
            assertThat(visits.byStranger(TAKE + "127.0.0.1 " + port, "--network=host"))
                    .as("control: one that is given this machine's loopback")
                    .doesNotContain("refused")
                    .isNotBlank();
        }
    }

    /** The suite would notice: a gateway that awaits everybody. */
    @Test
    @Tag("docker") // on Podman there are no neighbours
    void aRuleThatNamesNobodyLetsNeighboursIn() {
        Change open =
                new Change("\t\tPUBLISHED\n", "\t\ttcp dport 15100-15115 ct state new ct mark set 0x00000001 accept\n");
        Change unasked = Change.of("gateway", "proxy/Entrance", "visitor.getInetAddress().equals(machine) && ", "");
        try (MutantGateway mutant = MutantGateway.build("entrance", List.of(open, unasked));
                Session session = rustyolo.withVariable(MutantGateway.VARIABLE, mutant.image())
                        .session("--", "python3", "runner.py")) {
            assertThat(visits.whoGetsIn(session)).anyMatch(who -> who.startsWith("the network to "));
        }
    }

    /** The agent answers the gateway alone: the ports of a flow from outside, open or over, lead it nowhere. */
    @Test
    @Tag("docker") // on Podman the session isn't in the lab
    void whatComesInIsNoWayOut() {
        lab.settle();
        Lab.Mark mark = lab.mark();
        Nonce nonce = Nonce.fresh();
        Nonce control = Nonce.fresh();
        try (Session session = rustyolo.session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            inside.run("python3 give.py " + PORT + " " + Nonce.fresh().text() + " 127.0.0.1 & sleep 1; kill %1");
            taken(LOOPBACK, port);

            for (String address : List.of(Addresses.v4(Addresses.EVIL), Addresses.HOST4)) {
                inside.run(fromPort(PORT, address, DISCARD, nonce));
                inside.run(fromPort(15_100, address, DISCARD, nonce));
            }
            lab.control().shell(fromPort(PORT, Addresses.v4(Addresses.EVIL), DISCARD, control));
            lab.settle();

            assertThat(lab.since(mark).toString()).contains(control.text()).doesNotContain(nonce.text());
            assertThat(inside.run(TAKE + session.addresses().getFirst() + " 15100")
                            .out())
                    .as("nor does it knock at its own entrance")
                    .contains("refused");
        }
    }

    /** This machine is who comes in, so it is the one that the agent might answer. */
    @Test
    void norIsItAWayToThisMachine() throws IOException {
        Nonce nonce = Nonce.fresh();
        Nonce control = Nonce.fresh();
        Feed<String> heard = new Feed<>("this machine");
        try (ServerSocket machine = new ServerSocket(0);
                Session session = rustyolo.session("--", "python3", "runner.py")) {
            Thread.ofVirtual().start(() -> hear(machine, heard));
            Runner inside = new Runner(session.program());
            inside.run("python3 give.py " + PORT + " " + Nonce.fresh().text() + " 127.0.0.1 & sleep 1; kill %1");
            taken(LOOPBACK, port);

            for (InetAddress address : addressesOfThisMachine()) {
                for (int source : List.of(PORT, 15_100)) {
                    inside.run(fromPort(source, address.getHostAddress(), machine.getLocalPort(), nonce));
                }
                visits.byStranger(fromPort(PORT, address.getHostAddress(), machine.getLocalPort(), control));
            }

            heard.await("the control", Rustyolo.PATIENCE, text -> text.contains(control.text()));
            assertThat(heard.all()).noneMatch(text -> text.contains(nonce.text()));
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, LOOPBACK)) {
            Output end = rustyolo.run("--", "true");

            assertThat(end.exitCode()).as(end.text()).isEqualTo(70);
            assertThat(end.err()).contains("can't be published").contains("--publish HOSTPORT:PORT");
            assertThat(taken.isBound()).isTrue();
        }
        assertThat(rustyolo.run("--", "true").exitCode()).as("control").isZero();
    }

    @Test
    void aGatewayThatWaitedIsNotUsedForIt() {
        Nonce secret = Nonce.fresh();
        Rustyolo warm = rustyolo.withVariable(Rustyolo.WARM, "1m");
        try (Session session = warm.session("--", "python3", "runner.py")) {
            new Runner(session.program()).run(give("127.0.0.1", PORT, secret));
            assertThat(taken(LOOPBACK, port)).isEqualTo(secret.text());
        }
        Rustyolo.awaitWorkBehind();

        assertThat(taken(LOOPBACK, port))
                .as("no gateway that waits has the port")
                .isEmpty();
        try (Session session = warm.session("--", "python3", "runner.py")) {
            new Runner(session.program()).run(give("127.0.0.1", PORT, secret));
            assertThat(taken(LOOPBACK, port)).isEqualTo(secret.text());
        }
        Rustyolo.awaitWorkBehind();
        warm.run("--", "true");
    }

    private static void hear(ServerSocket server, Feed<String> heard) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(LIMIT_MILLIS);
                heard.add(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                heard.add(e.toString());
            }
        }
    }

    private static String give(String address, int at, Nonce secret) {
        return "python3 give.py " + at + " " + secret.text() + " " + address;
    }

    private static String fromPort(int source, String address, int at, Nonce nonce) {
        return "python3 probe.py from_port " + source + " " + address + " " + at + " " + nonce.text();
    }

    private static String asked(int at, String request) {
        try (Socket socket = new Socket(LOOPBACK, at)) {
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
