package dev.rustyolo.cli.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Docker, or an engine that takes the same commands, through its client: contexts, remote engines, credentials and the
 * terminal come with it.
 */
public final class DockerEngine implements Engine {
    private static final Duration REMOVAL = Duration.ofSeconds(20);
    private static final Duration PREPARATION = Duration.ofSeconds(30);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final DockerClient client;
    private final List<String> ownSession;
    private Optional<RuntimeQuestion> runtime = Optional.empty();

    /**
     * Runs sandboxes through that client.
     *
     * @param client what runs the commands
     * @param ownSession a program that runs another one outside the terminal's process group, see {@link #setsid}; may
     *     be empty
     */
    public DockerEngine(DockerClient client, List<String> ownSession) {
        this.client = client;
        this.ownSession = List.copyOf(ownSession);
    }

    /**
     * Where setsid(1) is, if it is: with it, a Ctrl-C meant for the agent doesn't reach the gateway's client, which
     * would end the gateway and with it the session.
     */
    public static List<String> setsid() {
        for (String candidate : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(candidate))) {
                return List.of(candidate);
            }
        }
        return List.of();
    }

    @Override
    public Process setup(Sandbox sandbox) {
        runtime = Optional.of(RuntimeQuestion.ask(client));
        return client.start(
                ownSession,
                DockerArguments.runGateway(sandbox, client.dialect()),
                java.util.Map.of(),
                ProcessSpec.Streams.PIPED);
    }

    @Override
    public boolean prepare(SandboxId sandbox, GatewaySpec gateway, Duration life) {
        RuntimeQuestion.ask(client).requireGoodAnswer();
        DockerClient.Result created =
                client.call(DockerArguments.createGateway(sandbox, gateway, life, client.dialect()), PREPARATION);
        return created.exitCode() == 0
                && client.call(DockerArguments.startGateway(sandbox), PREPARATION)
                                .exitCode()
                        == 0;
    }

    @Override
    public Process adopt(SandboxId sandbox) {
        return client.start(
                ownSession, DockerArguments.attachGateway(sandbox), java.util.Map.of(), ProcessSpec.Streams.PIPED);
    }

    @Override
    public String memory(SandboxId sandbox) {
        if (!client.dialect().measuresMemory()) {
            DockerClient.Result running = client.call(DockerArguments.isRunning(sandbox), REMOVAL);
            return running.output().equals("true") ? "an unknown amount of memory" : "";
        }
        DockerClient.Result result = client.call(DockerArguments.memoryOf(sandbox), REMOVAL);
        return result.exitCode() == 0 ? result.output().strip() : "";
    }

    @Override
    public Process execute(Sandbox sandbox) {
        runtime.ifPresent(RuntimeQuestion::requireGoodAnswer);
        return client.start(DockerArguments.runAgent(sandbox, client.dialect()), ProcessSpec.Streams.INHERITED);
    }

    @Override
    public void stopAgent(SandboxId sandbox) {
        client.call(DockerArguments.remove(List.of(DockerArguments.agentName(sandbox)), client.dialect()), REMOVAL);
    }

    @Override
    public boolean cleanup(SandboxId sandbox) {
        List<String> names = List.of(DockerArguments.agentName(sandbox), DockerArguments.gatewayName(sandbox));
        client.call(DockerArguments.remove(names, client.dialect()), REMOVAL);
        DockerClient.Result left = client.call(DockerArguments.containersOf(sandbox), REMOVAL);
        return left.exitCode() == 0 && left.output().isEmpty();
    }

    @Override
    public boolean cleanupOrphaned(SandboxId sandbox) {
        DockerClient.Result found = client.call(DockerArguments.containersOf(sandbox), REMOVAL);
        if (found.exitCode() != 0) {
            return false;
        }
        List<String> containers = found.output().lines().toList();
        return containers.isEmpty()
                || client.call(DockerArguments.remove(containers, client.dialect()), REMOVAL)
                                .exitCode()
                        == 0;
    }

    @Override
    public List<RefusedConnection> refusedConnections(SandboxId sandbox) {
        DockerClient.Result result = client.call(DockerArguments.refusedConnections(sandbox), QUESTION);
        return result.exitCode() == 0 ? RefusedConnections.parse(result.output()) : List.of();
    }

    @Override
    public String program() {
        return client.dialect().program();
    }

    @Override
    public Diagnosis diagnose(String output) {
        return DockerMessages.diagnose(output);
    }

    @Override
    public List<List<String>> describe(Sandbox sandbox) {
        List<String> gateway = new ArrayList<>(ownSession);
        gateway.addAll(client.command(DockerArguments.runGateway(sandbox, client.dialect())));
        return List.of(gateway, client.command(DockerArguments.runAgent(sandbox, client.dialect())));
    }
}
