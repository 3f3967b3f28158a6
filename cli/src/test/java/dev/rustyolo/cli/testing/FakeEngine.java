package dev.rustyolo.cli.testing;

import dev.rustyolo.cli.engine.Diagnosis;
import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.RefusedConnection;
import dev.rustyolo.cli.engine.Sandbox;
import dev.rustyolo.cli.engine.SandboxId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** An engine that a test plays: it hands out the processes it was given, in order, and keeps a log. */
public final class FakeEngine implements Engine {
    private final Deque<Supplier<Process>> gateways = new ArrayDeque<>();
    private final Deque<Supplier<Process>> agents = new ArrayDeque<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private List<RefusedConnection> refused = List.of();
    private Runnable onStop = () -> {};
    private boolean preparing = true;
    private Set<String> sessions = Set.of();

    public FakeEngine gateway(Supplier<Process> process) {
        gateways.add(process);
        return this;
    }

    public FakeEngine agent(Supplier<Process> process) {
        agents.add(process);
        return this;
    }

    public FakeEngine refusing(RefusedConnection... connections) {
        refused = List.of(connections);
        return this;
    }

    public FakeEngine onStop(Runnable action) {
        onStop = action;
        return this;
    }

    /** Something of these sessions is there. */
    public FakeEngine having(String... ofSessions) {
        sessions = Set.of(ofSessions);
        return this;
    }

    public FakeEngine unableToPrepare() {
        preparing = false;
        return this;
    }

    /** What was asked of it, in order. */
    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public Process setup(Sandbox sandbox) {
        log.add("setup");
        return gateways.remove().get();
    }

    @Override
    public Optional<String> prepare(SandboxId sandbox, GatewaySpec gateway, Duration life) {
        log.add("prepare");
        return preparing ? Optional.of("container of " + sandbox.session()) : Optional.empty();
    }

    @Override
    public Process adopt(String prepared) {
        log.add("adopt " + prepared);
        return gateways.remove().get();
    }

    @Override
    public String machineOn(String network) {
        return "172.17.0.1";
    }

    @Override
    public String memory(SandboxId sandbox) {
        return "";
    }

    @Override
    public Process execute(Sandbox sandbox) {
        log.add("execute");
        return agents.remove().get();
    }

    @Override
    public void stopAgent(SandboxId sandbox) {
        log.add("stop");
        onStop.run();
    }

    @Override
    public boolean cleanup(SandboxId sandbox) {
        log.add("cleanup");
        return true;
    }

    @Override
    public boolean cleanupOrphaned(SandboxId sandbox) {
        log.add("orphan " + sandbox.session());
        return true;
    }

    @Override
    public Set<String> sessions(String owner) {
        return sessions;
    }

    @Override
    public List<RefusedConnection> refusedConnections(SandboxId sandbox) {
        log.add("refused?");
        return refused;
    }

    @Override
    public String program() {
        return "docker";
    }

    @Override
    public Diagnosis diagnose(String output) {
        if (output.contains("no image")) {
            return Diagnosis.IMAGE_MISSING;
        }
        return output.contains("no daemon") ? Diagnosis.UNAVAILABLE : Diagnosis.OTHER;
    }

    @Override
    public List<List<String>> describe(Sandbox sandbox) {
        return List.of(List.of("gateway"), List.of("agent"));
    }
}
