package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Runner;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may try to come in by a published port: this machine, the network that the session is on, and another one.
 *
 * @param lab the network
 * @param project of the session
 * @param port of this machine, that is published
 */
public record Visits(Lab lab, Project project, int port) {
    /** The port in the sandbox. */
    public static final int PORT = 4567;

    /** What takes what a listener gives; an address and a port follow. */
    public static final String TAKE = "python3 probe.py take ";

    /** This machine's own. */
    public static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final int UNPUBLISHED = 4568;
    /** What slirp4netns(1) calls the container that it serves, and this machine. */
    private static final String SLIRP_OWN = "10.0.2.100";

    private static final String SLIRP_MACHINE = "10.0.2.2";
    private static final int LIMIT_MILLIS = 3_000;

    /** Returns how a listener in the session was reached; a second one listens at a port that isn't published. */
    public List<String> whoGetsIn(Session session) {
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

    /** Runs something in a container on another network than the session's, or as the options say. */
    public String byStranger(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--log-driver", "none"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--label", Lab.LABEL, "-v", project.directory() + ":/app:ro", "-w", "/app"));
        arguments.addAll(List.of(Lab.IMAGE, "sh", "-c", command));
        return Docker.attempt(arguments.toArray(String[]::new)).text();
    }

    /** Returns what a listener there gives, or the empty string when nobody can be reached. */
    public static String taken(InetAddress address, int at) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, at), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns those that others on its networks know it by. */
    public static List<InetAddress> addressesOfThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address)
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }
}
