package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
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
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code --publish} lets in: programs of this machine, by its loopback (catalogue T28, T146); and nothing out. */
@ExtendWith(LabExtension.class)
final class PublishTest {
    private static final int PORT = 4567;
    private static final int UNPUBLISHED = 4568;
    private static final int DISCARD = 9;
    /** What slirp4netns(1) calls the container that it serves, and this machine. */
    private static final String SLIRP_OWN = "10.0.2.100";

    private static final String SLIRP_MACHINE = "10.0.2.2";
    private static final String TAKE = "python3 probe.py take ";
    private static final int LIMIT_MILLIS = 3_000;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());
    private final int port = freePort();
    private final Rustyolo rustyolo;

    PublishTest(Lab lab) {
        this.lab = lab;
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
                    .contains("port " + PORT + " here is http://localhost:" + port + " there");
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
            assertThat(whoGetsIn(session)).containsExactly("this machine's loopback");
            assertThat(byStranger(TAKE + "127.0.0.1 " + port, "--network=host"))
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
            assertThat(whoGetsIn(session)).anyMatch(who -> who.startsWith("the network to "));
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
                byStranger(fromPort(PORT, address.getHostAddress(), machine.getLocalPort(), control));
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

    /** Returns how a listener in the session was reached; a second one listens at a port that isn't published. */
    private List<String> whoGetsIn(Session session) {
        Nonce secret = Nonce.fresh();
        Runner inside = new Runner(session.program());
        inside.run("python3 give.py " + PORT + " " + secret.text());
        inside.run("python3 give.py " + UNPUBLISHED + " " + secret.text());
        List<String> reached = new ArrayList<>();
        if (taken(LOOPBACK, port).equals(secret.text())) {
            reached.add("this machine's loopback");
        }
        for (InetAddress address : addressesOfThisMachine()) {
            if (taken(address, port).equals(secret.text())) {
                reached.add("this machine's " + address.getHostAddress());
            }
        }
        for (String address : addresses(session)) {
            for (int each : List.of(PORT, UNPUBLISHED, port, 15_100, 15_101)) {
                if (byEvil(TAKE + address + " " + each).contains(secret.text())) {
                    reached.add("the network to " + address + " port " + each);
                }
            }
        }
        for (String address : List.of(Addresses.HOST4, "172.17.0.1")) {
            if (byEvil(TAKE + address + " " + port).contains(secret.text())) {
                reached.add("the network to this machine's " + address);
            }
        }
        for (String target : strangersTargets(session)) {
            if (byStranger("timeout 2 " + TAKE + target).contains(secret.text())) {
                reached.add("another network to " + target);
            }
        }
        return reached;
    }

    private static List<String> addresses(Session session) {
        return Engine.current().isPodman() ? List.of(SLIRP_OWN) : session.addresses();
    }

    /** What a container on the engine's default network might try: the session, and this machine. */
    private List<String> strangersTargets(Session session) {
        List<String> targets = new ArrayList<>();
        addresses(session).forEach(address -> targets.add(address + " 15100"));
        addressesOfThisMachine().forEach(address -> targets.add(address.getHostAddress() + " " + port));
        targets.add(SLIRP_MACHINE + " " + port);
        return targets;
    }

    private String byEvil(String command) {
        return Docker.attempt("exec", "-w", "/app", lab.evil().container(), "sh", "-c", "timeout 2 " + command)
                .text();
    }

    private String byStranger(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--log-driver", "none"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--label", Lab.LABEL, "-v", project.directory() + ":/app:ro", "-w", "/app"));
        arguments.addAll(List.of(Lab.IMAGE, "sh", "-c", command));
        return Docker.attempt(arguments.toArray(String[]::new)).text();
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

    private static String taken(InetAddress address, int at) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, at), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String asked(int at, String request) {
        try (Socket socket = new Socket(LOOPBACK, at)) {
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<InetAddress> addressesOfThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address)
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
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
