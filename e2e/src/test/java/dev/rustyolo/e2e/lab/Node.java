package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Feed;
import dev.rustyolo.e2e.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A machine of the lab: a container that runs as long as the suite holds the other end of its standard input. */
public final class Node implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Program program;
    private final Feed<Sighting> sightings;

    private Node(String name, Program program) {
        this.name = name;
        this.program = program;
        this.sightings = new Feed<>(name);
    }

    /**
     * Starts a node on the lab's network.
     *
     * @param name its name, also of its container after {@link Lab#PREFIX}
     * @param number its address, see {@link Addresses}
     * @param certificates what it finds in /certs
     * @param command what it runs
     */
    static Node start(String name, int number, Path certificates, List<String> command) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-i", "--rm", "--pull", "never", "--log-driver", "none"));
        arguments.addAll(List.of("--name", Lab.PREFIX + name, "--label", Lab.LABEL, "--network", Lab.NETWORK));
        arguments.addAll(List.of("--ip", Addresses.v4(number), "--ip6", Addresses.v6(number)));
        // A router that forwards would let the world's packets go on; and the nodes set up addresses and redirects.
        arguments.addAll(
                List.of("--cap-add", "NET_ADMIN", "--cap-add", "NET_RAW", "--sysctl", "net.ipv4.ip_forward=0"));
        arguments.addAll(List.of("--dns", Addresses.v4(Addresses.DNS)));
        arguments.addAll(List.of("-v", certificates + ":/certs:ro", "-v", Lab.PROBES + ":/app:ro"));
        arguments.add(Lab.IMAGE);
        arguments.addAll(command);
        Node node = new Node(name, Docker.start("lab node " + name, arguments.toArray(String[]::new)));
        Thread.ofVirtual().name("reader of " + name).start(node::readSightings);
        return node;
    }

    /** Returns what it saw. */
    public Feed<Sighting> sightings() {
        return sightings;
    }

    /** Returns the name of its container. */
    public String container() {
        return Lab.PREFIX + name;
    }

    /** Waits until it serves. */
    void awaitReady() {
        sightings.await("its readiness", PATIENCE, sighting -> sighting.kind().equals("ready"));
    }

    /** Sends a line to its program. */
    void send(String line) {
        program.send(line);
    }

    @Override
    public void close() {
        program.close();
    }

    /** Takes both outputs: a node's own errors must be seen by whoever waits for it. */
    private void readSightings() {
        Thread.ofVirtual().start(() -> program.err().forEach(this::add));
        program.out().forEach(this::add);
        sightings.end();
    }

    private void add(String line) {
        sightings.add(Sighting.parse(name, line));
    }
}
