package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place that builds argument lists about sandboxes for {@code docker}, and for the clients of engines that take the
 * same, as far as a {@link Dialect} doesn't differ. Values always stand in the same argument as their option
 * ({@code --option=value}), so that no value can become an option.
 */
final class DockerArguments {
    static final String SESSION_LABEL = "dev.rustyolo.session";
    static final String OWNER_LABEL = "dev.rustyolo.owner";
    static final String ROLE_LABEL = "dev.rustyolo.role";

    /** Docker's own keys for detaching take Ctrl-P from the agent, and would leave it unattended. Nobody types this. */
    private static final String NEVER_DETACH = "--detach-keys=ctrl-^,ctrl-@,ctrl-^,ctrl-@,ctrl-^";

    private static final Limits GATEWAY_LIMITS = new Limits(512L << 20, "", 512);

    private DockerArguments() {}

    static String gatewayName(SandboxId id) {
        return "rustyolo-" + id.session() + "-gateway";
    }

    static String agentName(SandboxId id) {
        return "rustyolo-" + id.session() + "-agent";
    }

    /** Starts the gateway, attached. */
    static List<String> runGateway(Sandbox sandbox, Dialect dialect) {
        List<String> arguments = start("run", sandbox.id(), gatewayName(sandbox.id()), "gateway");
        addGateway(arguments, sandbox.gateway(), dialect);
        return List.copyOf(arguments);
    }

    /**
     * Makes a gateway that nobody is attached to yet. Its stdin is open to the first who attaches, whose end is its end.
     *
     * @param life how long it waits for that
     */
    static List<String> createGateway(SandboxId id, GatewaySpec gateway, Duration life, Dialect dialect) {
        List<String> arguments = start("create", id, gatewayName(id), "gateway");
        arguments.addAll(List.of("--attach=stdin", "--attach=stdout", "--attach=stderr"));
        addGateway(arguments, gateway, dialect);
        arguments.addAll(List.of("--spare", Long.toString(life.toSeconds())));
        return List.copyOf(arguments);
    }

    static List<String> startGateway(SandboxId id) {
        return List.of("start", "--", gatewayName(id));
    }

    static List<String> attach(String container) {
        return List.of("attach", "--sig-proxy=false", NEVER_DETACH, "--", container);
    }

    static List<String> memoryOf(SandboxId id) {
        return List.of("stats", "--no-stream", "--format={{.MemUsage}}", "--", gatewayName(id));
    }

    private static void addGateway(List<String> arguments, GatewaySpec gateway, Dialect dialect) {
        arguments.addAll(dialect.container(GATEWAY_LIMITS.processes()));
        arguments.addAll(dialect.gateway());
        arguments.addAll(dialect.limits(GATEWAY_LIMITS));
        if (!gateway.network().isEmpty()) {
            arguments.add("--network=" + gateway.network());
        }
        if (!gateway.published().isEmpty()) {
            arguments.addAll(PublishedArguments.ofEngine(gateway, dialect));
        }
        arguments.addAll(List.of(
                "--hostname=rustyolo",
                "--user=0:0",
                "--cap-drop=ALL",
                "--cap-add=NET_ADMIN",
                "--cap-add=SETUID",
                "--cap-add=SETGID",
                "--security-opt=no-new-privileges",
                seccomp(List.of(gateway.seccomp())),
                "--read-only",
                // Where cgroups are of version 1, the engine's default for this is the host's.
                "--cgroupns=private",
                "--ipc=private",
                "--no-healthcheck",
                "--ulimit=core=0",
                "--restart=no",
                gateway.image(),
                "--uid",
                Long.toString(gateway.uid())));
        if (gateway.plan().pool() != Pool.BENCHMARKING) {
            arguments.addAll(List.of("--pool", gateway.plan().pool().toString()));
        }
        for (Literal literal : gateway.plan().literals()) {
            arguments.addAll(List.of("--literal", literal.toString()));
        }
        if (!gateway.published().isEmpty()) {
            arguments.addAll(PublishedArguments.ofGateway(gateway));
        }
    }

    /** Starts the agent in the gateway's network. */
    static List<String> runAgent(Sandbox sandbox, Dialect dialect) {
        AgentSpec agent = sandbox.agent();
        List<String> arguments = start("run", sandbox.id(), agentName(sandbox.id()), "agent");
        if (agent.terminal()) {
            arguments.add("--tty");
            arguments.add(NEVER_DETACH);
        }
        arguments.add("--network=container:" + gatewayName(sandbox.id()));
        arguments.addAll(List.of(
                "--user=" + agent.user(),
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                seccomp(agent.seccomp()),
                "--read-only",
                "--tmpfs=/tmp:rw,exec,nosuid,nodev,size=" + agent.space().temporary() + ",mode=1777",
                "--tmpfs=/var/tmp:rw,exec,nosuid,nodev,size=256m,mode=1777",
                "--shm-size=" + agent.space().shared(),
                "--ipc=private",
                "--cgroupns=private",
                "--init",
                "--no-healthcheck",
                "--ulimit=core=0",
                "--restart=no"));
        arguments.addAll(dialect.container(agent.limits().processes()));
        arguments.addAll(dialect.agent(gatewayName(sandbox.id())));
        arguments.addAll(dialect.limits(agent.limits()));
        arguments.addAll(agent.gpus().isEmpty() ? List.of() : dialect.gpus(agent.gpus()));
        addFiles(arguments, agent);
        arguments.add("--entrypoint=" + agent.command().getFirst());
        arguments.add(agent.image());
        arguments.addAll(agent.command().subList(1, agent.command().size()));
        return List.copyOf(arguments);
    }

    private static List<String> start(String verb, SandboxId id, String name, String role) {
        return new ArrayList<>(List.of(
                verb,
                "--interactive",
                "--rm",
                "--pull=never",
                "--log-driver=none",
                "--name=" + name,
                "--label=" + SESSION_LABEL + "=" + id.session(),
                "--label=" + ROLE_LABEL + "=" + role,
                "--label=" + OWNER_LABEL + "=" + id.owner()));
    }

    /** The client reads the file, so that it need not be where a remote engine is. */
    private static String seccomp(List<Path> profile) {
        return "--security-opt=seccomp=" + (profile.isEmpty() ? "unconfined" : profile.getFirst());
    }

    private static void addFiles(List<String> arguments, AgentSpec agent) {
        for (BindMount mount : agent.mounts()) {
            arguments.add(mount(mount));
        }
        arguments.add("--env-file=" + agent.environmentFile());
        for (String variable : agent.blankVariables()) {
            arguments.add("--env=" + variable + "=");
        }
        arguments.add("--workdir=/app");
    }

    /** The option takes a line of CSV (RFC 4180); paths with a double quote don't come this far. */
    static String mount(BindMount mount) {
        return "--mount=type=bind,"
                + field("source=" + mount.source())
                + ","
                + field("target=" + mount.destination())
                + (mount.readOnly() ? ",readonly" : "");
    }

    private static String field(String text) {
        return text.indexOf(',') < 0 ? text : '"' + text + '"';
    }

    static List<String> remove(List<String> containers, Dialect dialect) {
        List<String> arguments = new ArrayList<>(List.of("rm", "--force", "--volumes"));
        arguments.addAll(dialect.removal());
        arguments.add("--");
        arguments.addAll(containers);
        return List.copyOf(arguments);
    }

    static List<String> containersOf(SandboxId id) {
        return List.of(
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter=label=" + SESSION_LABEL + "=" + id.session(),
                "--filter=label=" + OWNER_LABEL + "=" + id.owner());
    }

    static List<String> agentOf(SandboxId id) {
        List<String> arguments = new ArrayList<>(containersOf(id));
        arguments.add("--filter=label=" + ROLE_LABEL + "=agent");
        return List.copyOf(arguments);
    }

    static List<String> sessionsOf(String owner, Dialect dialect) {
        return List.of(
                "ps",
                "--all",
                "--filter=label=" + OWNER_LABEL + "=" + owner,
                "--format=" + dialect.labelFormat(SESSION_LABEL));
    }

    /** Asks for both sets in one call. */
    static List<String> refusedConnections(SandboxId id) {
        return List.of(
                "exec",
                "--user=0",
                gatewayName(id),
                "/usr/sbin/nft",
                "-j",
                "list",
                "sets",
                "table",
                "inet",
                "rustyolo");
    }

    static List<String> isRunning(SandboxId id) {
        return List.of("inspect", "--format={{.State.Running}}", "--", gatewayName(id));
    }
}
