package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.HardLimits;
import dev.rustyolo.cli.testing.Golden;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import dev.rustyolo.policy.PublishedPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerArgumentsTest {
    private static final SandboxId ID = new SandboxId("0123456789ab", "owner0123456");
    private static final Dialect DOCKER = new Docker();

    @Test
    void startsTheGateway() {
        Golden.assertMatches(
                "docker-gateway.txt",
                lines(DockerArguments.runGateway(sandbox(agent(List.of("sh"), false), ""), DOCKER)));
    }

    /** What Podman takes differently, when it is root's, and when it is a user's whom the kernel gives no limits. */
    @Test
    void speaksPodman() {
        Sandbox sandbox = sandbox(agent(List.of("claude"), false), "");
        HardLimits ceiling = new HardLimits(20_000, 4_096);
        Podman rootful = new Podman(Path.of("/usr/bin/crun"), false, true, ceiling);
        Podman rootless = new Podman(Path.of("/usr/bin/crun"), true, false, ceiling);

        Golden.assertMatches("podman-gateway.txt", lines(DockerArguments.runGateway(sandbox, rootful)));
        Golden.assertMatches("podman-agent.txt", lines(DockerArguments.runAgent(sandbox, rootful)));
        Golden.assertMatches("podman-rootless-gateway.txt", lines(DockerArguments.runGateway(sandbox, rootless)));
        Golden.assertMatches("podman-rootless-agent.txt", lines(DockerArguments.runAgent(sandbox, rootless)));
    }

    /** With nothing bounded that need not be, no seccomp profile, and some GPUs. */
    @Test
    void opensWhatThePersonOpens() {
        AgentSpec closed = agent(List.of("sh"), false);
        AgentSpec open = new AgentSpec(
                closed.image(),
                closed.command(),
                closed.user(),
                new Limits(Limits.UNLIMITED, "", Limits.UNLIMITED),
                new TemporarySpace(2L << 30, 1L << 30),
                "0,GPU-1",
                List.of(),
                closed.mounts(),
                closed.environmentFile(),
                List.of(),
                false);
        Podman podman = new Podman(Path.of("/usr/bin/crun"), true, false, new HardLimits(20_000, 4_096));

        Golden.assertMatches("docker-agent-open.txt", lines(DockerArguments.runAgent(sandbox(open, ""), DOCKER)));
        Golden.assertMatches("podman-agent-open.txt", lines(DockerArguments.runAgent(sandbox(open, ""), podman)));
        assertThat(DOCKER.gpus("all")).containsExactly("--gpus=all");
        assertThat(podman.gpus("all")).containsExactly("--device=nvidia.com/gpu=all");
    }

    @Test
    void removesAtOnce() {
        Podman podman = new Podman(Path.of("/usr/bin/crun"), true, true, new HardLimits(1, 1));

        assertThat(DockerArguments.remove(List.of("c0ffee"), podman))
                .containsExactly("rm", "--force", "--volumes", "--time=0", "--depend", "--", "c0ffee");
    }

    @Test
    void tellsTheGatewayItsAddresses() {
        AddressPlan plan = new AddressPlan(
                Pool.SHARED, List.of(Literal.parse("10.0.0.0/24:22"), Literal.parse("198.51.100.7:5432")));
        GatewaySpec gateway =
                new GatewaySpec("gateway:hash", "", Path.of("/gateway.json"), 64_000, plan, List.of(), "");

        assertThat(DockerArguments.createGateway(ID, gateway, Duration.ofMinutes(1), DOCKER))
                .endsWith(
                        "gateway:hash",
                        "--uid",
                        "64000",
                        "--pool",
                        "100.126.0.0/15",
                        "--literal",
                        "10.0.0.0/24:22",
                        "--literal",
                        "198.51.100.7:5432",
                        "--spare",
                        "60");
    }

    @Test
    void onlyAGatewayWithTheSameAddressesCanStandIn() {
        Path seccomp = Path.of("/gateway.json");
        AddressPlan literal = new AddressPlan(Pool.BENCHMARKING, List.of(Literal.parse("198.51.100.7:80")));
        AddressPlan other = new AddressPlan(Pool.SHARED, List.of());
        GatewaySpec plain = new GatewaySpec("g", "", seccomp, 64_000, AddressPlan.DEFAULT, List.of(), "");

        assertThat(plain.kind()).doesNotContain("\n");
        assertThat(new GatewaySpec("g", "", seccomp, 64_000, AddressPlan.DEFAULT, List.of(), "").kind())
                .isEqualTo(plain.kind());
        assertThat(new GatewaySpec("g", "", seccomp, 64_000, literal, List.of(), "").kind())
                .isNotEqualTo(plain.kind());
        assertThat(new GatewaySpec("g", "", seccomp, 64_000, other, List.of(), "").kind())
                .isNotEqualTo(plain.kind());
    }

    @Test
    void publishesOnLoopbackAloneAndTellsTheGatewayWhereThatLeads() {
        List<PublishedPort> ports = List.of(PublishedPort.parse("1455"), PublishedPort.parse("8080:3000"));
        Path seccomp = Path.of("/gateway.json");
        GatewaySpec plain = new GatewaySpec("g:h", "", seccomp, 64_000, AddressPlan.DEFAULT, List.of(), "");
        GatewaySpec gateway = new GatewaySpec("g:h", "", seccomp, 64_000, AddressPlan.DEFAULT, ports, "172.17.0.1");
        Sandbox sandbox = new Sandbox(ID, gateway, agent(List.of("sh"), false));

        List<String> arguments = DockerArguments.runGateway(sandbox, DOCKER);

        assertThat(arguments)
                .contains("--publish=127.0.0.1:1455:15100/tcp", "--publish=127.0.0.1:8080:15101/tcp")
                .endsWith("g:h", "--uid", "64000", "--machine", "172.17.0.1", "--publish", "1455", "--publish", "3000");
        assertThat(gateway.kind()).isNotEqualTo(plain.kind());
        assertThat(DockerArguments.runAgent(sandbox, DOCKER)).noneMatch(word -> word.contains("publish"));
    }

    /** By a program outside the sandbox's network namespace, which the gateway can tell from the agent and from others. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void podmanCarriesPublishedPortsFromOutside(boolean isRootless) {
        Podman podman = new Podman(Path.of("/usr/bin/crun"), isRootless, true, new HardLimits(20_000, 4_096));
        List<PublishedPort> ports = List.of(PublishedPort.parse("1455"));
        Sandbox sandbox = new Sandbox(
                ID,
                new GatewaySpec("g:h", "", Path.of("/gateway.json"), 64_000, AddressPlan.DEFAULT, ports, "10.0.2.2"),
                agent(List.of("sh"), false));

        assertThat(DockerArguments.runGateway(sandbox, podman))
                .contains("--network=slirp4netns:port_handler=slirp4netns", "--publish=127.0.0.1:1455:15100/tcp");
        assertThat(DockerArguments.runGateway(sandbox(agent(List.of("sh"), false), ""), podman))
                .noneMatch(word -> word.startsWith("--network"));
    }

    @Test
    void startsTheGatewayOnANetwork() {
        assertThat(DockerArguments.runGateway(sandbox(agent(List.of("sh"), false), "lab"), DOCKER))
                .contains("--network=lab");
    }

    @Test
    void startsTheAgent() {
        Golden.assertMatches(
                "docker-agent.txt",
                lines(DockerArguments.runAgent(
                        sandbox(agent(List.of("claude", "-p", "it's --rm"), false), ""), DOCKER)));
    }

    @Test
    void givesTheAgentATerminalWithoutKeysThatLeaveItBehind() {
        // When
        List<String> arguments = DockerArguments.runAgent(sandbox(agent(List.of("sh"), true), ""), DOCKER);

        // Then
        assertThat(arguments).contains("--tty", "--detach-keys=ctrl-^,ctrl-@,ctrl-^,ctrl-@,ctrl-^");
    }

    @Test
    void keepsAProgramThatLooksLikeAnOptionOneArgument() {
        // When
        List<String> arguments =
                DockerArguments.runAgent(sandbox(agent(List.of("--privileged", "--cap-add=ALL"), false), ""), DOCKER);

        // Then
        int image = arguments.indexOf("image:tag");
        assertThat(arguments.get(image - 1)).isEqualTo("--entrypoint=--privileged");
        assertThat(arguments.subList(image + 1, arguments.size())).containsExactly("--cap-add=ALL");
    }

    @Test
    void quotesCommasInMounts() {
        // Given
        BindMount mount = BindMount.readOnly(Path.of("/srv/a,readonly=false,b=c:d"), "/x,y");

        // Then
        assertThat(DockerArguments.mount(mount))
                .isEqualTo("--mount=type=bind,\"source=/srv/a,readonly=false,b=c:d\",\"target=/x,y\",readonly");
    }

    @Test
    void neverRunsAnAgentAsRootNorAsTheGateway() {
        assertThatThrownBy(() -> agentAs(new Account(0, 1000))).hasMessageContaining("root");
        assertThatThrownBy(() -> agentAs(new Account(1000, 0))).hasMessageContaining("root");
        assertThatThrownBy(() -> sandbox(agentAs(new Account(64_000, 1)), "")).hasMessageContaining("same uid");
    }

    private static Sandbox sandbox(AgentSpec agent, String network) {
        return new Sandbox(
                ID,
                new GatewaySpec(
                        "gateway:hash",
                        network,
                        Path.of("/install/lib/seccomp/gateway.json"),
                        64_000,
                        AddressPlan.DEFAULT,
                        List.of(),
                        ""),
                agent);
    }

    private static AgentSpec agent(List<String> command, boolean terminal) {
        return new AgentSpec(
                "image:tag",
                command,
                new Account(1000, 1001),
                new Limits(4L << 30, "1.5", 1024),
                new TemporarySpace(1 << 30, 64 << 20),
                "",
                List.of(Path.of("/install/lib/seccomp/agent.json")),
                List.of(
                        BindMount.writable(Path.of("/srv/project"), "/app"),
                        BindMount.readOnly(Path.of("/srv/passwd"), "/etc/passwd")),
                Path.of("/state/env"),
                List.of("HTTP_PROXY", "http_proxy"),
                terminal);
    }

    private static AgentSpec agentAs(Account account) {
        return new AgentSpec(
                "image",
                List.of("sh"),
                account,
                new Limits(1, "", 1),
                new TemporarySpace(1, 1),
                "",
                List.of(Path.of("/seccomp.json")),
                List.of(),
                Path.of("/env"),
                List.of(),
                false);
    }

    private static String lines(List<String> arguments) {
        return String.join("\n", arguments) + "\n";
    }
}
