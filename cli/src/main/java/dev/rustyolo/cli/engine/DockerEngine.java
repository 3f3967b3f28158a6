package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Docker, or an engine that takes the same commands, through its client: contexts, remote engines, credentials and the
 * terminal come with it.
 */
public final class DockerEngine implements Engine {
    private static final Duration REMOVAL = Duration.ofSeconds(20);
    /** Whoever stops an agent has other means when this doesn't. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private static final Duration PREPARATION = Duration.ofSeconds(30);
    /** Once to remove, and to see that nothing is left; some more for what others are just removing. */
    private static final int REMOVALS = 4;

    private static final Duration QUESTION = Duration.ofSeconds(5);

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
        Process gateway = client.start(
                ownSession,
                DockerArguments.runGateway(sandbox, client.dialect()),
                java.util.Map.of(),
                ProcessSpec.Streams.PIPED);
        // Not before: the gateway is what is waited for.
        runtime = Optional.of(RuntimeQuestion.ask(client));
        return gateway;
    }

    @Override
    public Optional<String> prepare(SandboxId sandbox, GatewaySpec gateway, Duration life) {
        RuntimeQuestion.ask(client).requireGoodAnswer();
        DockerClient.Result created =
                client.call(DockerArguments.createGateway(sandbox, gateway, life, client.dialect()), PREPARATION);
        boolean started = created.exitCode() == 0
                && client.call(DockerArguments.startGateway(sandbox), PREPARATION)
                                .exitCode()
                        == 0;
        return started ? Optional.of(created.output().strip()) : Optional.empty();
    }

    @Override
    public Process adopt(String prepared) {
        return client.start(
                ownSession, DockerArguments.attach(prepared), java.util.Map.of(), ProcessSpec.Streams.PIPED);
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
        remove(DockerArguments.agentOf(sandbox), STOP);
    }

    @Override
    public boolean cleanup(SandboxId sandbox) {
        return remove(DockerArguments.containersOf(sandbox), REMOVAL);
    }

    @Override
    public boolean cleanupOrphaned(SandboxId sandbox) {
        return cleanup(sandbox);
    }

    /**
     * Removes what a question finds: by its labels, since a name may be somebody else's. Asks again after that, since a
     * removal that was under way already counts as a failure, and isn't one.
     */
    private boolean remove(List<String> question, Duration limit) {
        for (int tries = 0; tries < REMOVALS; tries++) {
            DockerClient.Result found = client.call(question, REMOVAL);
            if (found.exitCode() != 0) {
                return false;
            }
            List<String> containers = found.output().lines().toList();
            if (containers.isEmpty()) {
                return true;
            }
            if (client.call(DockerArguments.remove(containers, client.dialect()), limit)
                            .exitCode()
                    < 0) {
                return false;
            }
        }
        return false;
    }

    @Override
    public Set<String> sessions(String owner) {
        DockerClient.Result found = client.call(DockerArguments.sessionsOf(owner, client.dialect()), REMOVAL);
        return found.exitCode() == 0
                ? found.output().lines().filter(SandboxId::isSession).collect(Collectors.toSet())
                : Set.of();
    }

    @Override
    public List<RefusedConnection> refusedConnections(SandboxId sandbox) {
        DockerClient.Result result = client.call(DockerArguments.refusedConnections(sandbox), QUESTION);
        return result.exitCode() == 0 ? RefusedConnections.parse(result.output()) : List.of();
    }

    @Override
    public String machineOn(String network) {
        return switch (client.dialect().visitors(network)) {
            case Visitors.From(String address) -> address;
            case Visitors.OnNetwork(List<String> question) ->
                BridgeAddress.in(client.call(question, REMOVAL).output().lines())
                        .orElseThrow(() -> unpublished(
                                "this machine has no address on "
                                        + (network.isEmpty()
                                                ? "the engine's default network"
                                                : "the network " + Text.quote(network))
                                        + ", so nothing can be published there",
                                "name one with a bridge: --network NAME (" + program() + " network ls)"));
            case Visitors.Unknown(String reason, String remedy) -> throw unpublished(reason, remedy);
        };
    }

    private static CliException unpublished(String reason, String remedy) {
        return CliException.usage("--publish: " + reason, remedy);
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
