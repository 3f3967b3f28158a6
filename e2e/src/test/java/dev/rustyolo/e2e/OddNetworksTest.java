package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Machines and networks that aren't the usual ones. The lab's is a network of its own in the engine, whose containers know
 * only the engine's resolver; what the machine's own resolver is, the tests choose.
 */
@ExtendWith(LabExtension.class)
final class OddNetworksTest {
    private static final String TCP = "python3 probe.py tcp ";

    private final Lab lab;

    OddNetworksTest(Lab lab) {
        this.lab = lab;
    }

    /** Returns the command on a machine with that resolv.conf, and without a choice of servers. */
    private Rustyolo onMachineWith(Project project, String resolvConf) {
        Path file = project.write(project.base().resolve("resolv.conf"), resolvConf);
        Project there = new Project(project.account().withResolvConf(file), project.base());
        return Rustyolo.in(there).with("--network", Lab.NETWORK);
    }

    @Test
    void theMachinesDnsServersAreAskedOnANetworkThatKnowsOnlyTheEngines() {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Output page = onMachineWith(project, "nameserver " + Addresses.v4(Addresses.DNS) + "\n")
                    .with("--allow-domains", "allowed.test")
                    .run("--", "curl", "-sS", "-m", "10", "http://allowed.test/");

            assertThat(page.out()).as(page.err()).contains("hello from allowed.test");
        }
    }

    @Test
    void aMachineWithoutAServerForContainersIsToldSo() {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Output page = onMachineWith(project, "nameserver 127.0.0.53\n")
                    .with("--allow-domains", "allowed.test")
                    .run("--", "curl", "-sS", "-m", "10", "http://allowed.test/");

            assertThat(page.err()).contains("no DNS server of this machine can be reached from a container");
            // Podman gives every container this machine's own servers.
            if (!Engine.current().isPodman()) {
                assertThat(page.out() + page.err()).contains("no DNS server is known; name one with --dns-servers");
            }
        }
    }

    @Test
    void addressesComeFromAnotherPoolWhenTheMachinesResolverHandsOutTheUsualOne() {
        Nonce allowed = Nonce.fresh();
        Nonce direct = Nonce.fresh();
        Lab.Mark mark = lab.mark();
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = onMachineWith(project, "nameserver 198.18.0.2\n")
                        .with("--dns-servers", Addresses.v4(Addresses.DNS))
                        .with("--allow-domains", "allowed.test fake.test")
                        .session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());

            assertThat(inside.run("python3 probe.py resolve allowed.test").out())
                    .contains("100.126.0.");
            assertThat(inside.run("curl -sS -m 10 http://allowed.test/").out()).contains("hello from allowed.test");
            inside.run("python3 probe.py http fake.test 80 fake.test " + allowed.text());
            inside.run(TCP + "198.18.7.7 80 " + direct.text() + "; " + TCP + "198.18.0.1 80 " + direct.text() + "; "
                    + TCP + Addresses.v4(Addresses.EVIL) + " 443 " + direct.text());
            assertThat(inside.run("python3 probe.py resolve evil.test").out()).contains("refused");
        }
        lab.settle();

        assertThat(seen(mark, allowed))
                .as("what the machine's resolver handed out")
                .isTrue();
        assertThat(seen(mark, direct)).isFalse();
    }

    @Test
    void withTheUsualPoolSuchAnAddressIsRefused() {
        Nonce nonce = Nonce.fresh();
        Lab.Mark mark = lab.mark();
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Output end = Rustyolo.inLab(project, lab)
                    .with("--allow-domains", "fake.test", "--pool", "198.18.0.0/15")
                    .run("--", "python3", "probe.py", "http", "fake.test", "80", "fake.test", nonce.text());

            assertThat(end.err()).contains("it is inside the sandbox's own network");
        }
        lab.settle();

        assertThat(seen(mark, nonce)).isFalse();
    }

    private boolean seen(Lab.Mark mark, Nonce nonce) {
        return lab.since(mark).stream()
                .anyMatch(sighting -> (sighting.detail() + sighting.payload()).contains(nonce.text()));
    }

    @Test
    void aNetworkOfOnlyIpv6AndOneOfOnlyIpv4() {
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.in(project)
                        .with("--network", Lab.NETWORK)
                        .with("--dns-servers", Addresses.v6(Addresses.DNS))
                        .with("--allow-domains", "*.allowed.test")
                        .session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            ip(session, "-4", "address", "flush", "dev", "eth0");

            assertThat(page(inside, "v6only.allowed.test")).contains("hello from v6only");
            assertThat(page(inside, "six.allowed.test")).contains("hello from six");
        }
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.in(project)
                        .with("--network", Lab.NETWORK)
                        .with("--dns-servers", Addresses.v6(Addresses.DNS) + " " + Addresses.v4(Addresses.DNS))
                        .with("--allow-domains", "*.allowed.test")
                        .session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            ip(session, "-6", "address", "flush", "dev", "eth0");

            assertThat(page(inside, "four.allowed.test")).contains("hello from four");
        }
    }

    @Test
    void smallPacketsCarryALargeHelloAndAnUpload() {
        String hello = "import socket, ssl; c = ssl.create_default_context();"
                + " c.set_alpn_protocols(['http/1.1'] + ['x' * 200 + str(i) for i in range(40)]);"
                + " s = c.wrap_socket(socket.create_connection(('allowed.test', 443)), server_hostname='allowed.test');"
                + " s.sendall(b'GET / HTTP/1.0\\r\\nHost: allowed.test\\r\\n\\r\\n'); print(s.recv(1000))";
        String path = "/" + Nonce.fresh().text();
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", "allowed.test")
                        .session("--", "python3", "runner.py")) {
            Runner inside = new Runner(session.program());
            ip(session, "link", "set", "dev", "eth0", "mtu", "1280");

            assertThat(inside.run("python3 -c \"" + hello + "\"").out()).contains("200 OK");
            assertThat(inside.run("curl -sS -m 15 https://allowed.test/bytes/5000000 | wc -c")
                            .out()
                            .strip())
                    .isEqualTo("5000000");
            Output sent = inside.run("python3 upload.py https allowed.test " + path + " 3000000");
            assertThat(lab.allowed()
                            .sightings()
                            .await(
                                    "the upload",
                                    Rustyolo.PATIENCE,
                                    s -> s.detail().contains("POST " + path))
                            .detail())
                    .contains("body=whole length=3000000 sha256=" + sent.out().strip());
        }
    }

    @Test
    void twoSessionsOnOneNetworkDontShareTheirLists() {
        try (Project project = Project.withProbes(Account.unprivileged());
                Session one = session(project, "allowed.test");
                Session other = session(project, "cdn-allowed.test")) {
            Runner first = new Runner(one.program());
            Runner second = new Runner(other.program());

            assertThat(List.of(page(first, "allowed.test"), page(second, "cdn-allowed.test")))
                    .containsExactly("hello from allowed.test", "hello from cdn-allowed.test");
            // Where the other one's gateway, asked by its address, would be of help.
            String server = other.addresses().getFirst();
            assertThat(first.run("curl -sS -m 5 http://cdn-allowed.test/").out())
                    .doesNotContain("hello");
            assertThat(second.run("curl -sS -m 5 http://allowed.test/").out()).doesNotContain("hello");
            for (int port : new int[] {15053, 15001, 53}) {
                assertThat(first.run("python3 probe.py dns " + server + " " + port + " cdn-allowed.test A tcp")
                                .out())
                        .doesNotContain("xc6\\x12");
            }
        }
    }

    private Session session(Project project, String allowed) {
        return Rustyolo.inLab(project, lab).with("--allow-domains", allowed).session("--", "python3", "runner.py");
    }

    private static String page(Runner inside, String name) {
        return inside.run("curl -sS -m 10 http://" + name + "/").out().strip();
    }

    /** The gateway's container has what it takes, its process no longer: the network changes under it. */
    private static void ip(Session session, String... words) {
        List<String> command = new java.util.ArrayList<>(List.of("exec", "-u", "0", session.gateway(), "/usr/sbin/ip"));
        command.addAll(List.of(words));
        Docker.run(command.toArray(String[]::new));
    }
}
