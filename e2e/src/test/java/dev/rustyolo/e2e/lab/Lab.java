package dev.rustyolo.e2e.lab;

import static dev.rustyolo.e2e.lab.Addresses.v4;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The test internet while it runs. One at a time on a machine: {@link LabLock} sees to it. */
public final class Lab implements AutoCloseable {
    /** The engine's network that sessions are put on. */
    public static final String NETWORK = "rustyolo-lab";
    /** What the names of the nodes' containers begin with. */
    public static final String PREFIX = "rustyolo-lab-";

    /** The image that the nodes run from. */
    public static final String IMAGE = "rustyolo-lab:latest";

    /** What everything that the suite makes in the engine is labelled with. */
    public static final String LABEL = "dev.rustyolo.lab";

    /** The probes, where every engine may read them. */
    static final Path PROBES = PublicCopy.of(Path.of("probes"));

    private static final String SESSION_LABEL = "dev.rustyolo.session";
    private static final String SESSION = Engine.current().labelFormat(SESSION_LABEL);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LabLock lock;
    private final Certificates certificates;
    private final List<Node> nodes = new ArrayList<>();
    private final Node evil;
    private final Node dns;
    private final Node allowed;
    private final Node cdn;
    private final Node edge;
    private final Node model;
    private final Control control;
    private final HostListener host;

    private Lab(LabLock lock, Certificates certificates) {
        this.lock = lock;
        this.certificates = certificates;
        control = new Control(node("control", Addresses.CONTROL, "wait.py"));
        LabNetwork.becomeTheHost(nodes.getFirst());
        evil = node("evil", Addresses.EVIL, "evil.py", Addresses.ROUTER4, Addresses.ROUTER6);
        dns = node(
                "dns",
                Addresses.DNS,
                Stream.concat(Stream.of("dns.py"), Zone.lines()).toArray(String[]::new));
        allowed = node("allowed", Addresses.ALLOWED, "origin.py", "allowed.test");
        cdn = node("cdn", Addresses.CDN, "origin.py", "cdn-allowed.test", "cdn-evil.test");
        edge = node("edge", Addresses.EDGE, "edge.py", "edge.test");
        model = node("model", Addresses.MODEL, "model.py");
        host = HostListener.open();
    }

    /** Removes what a suite that crashed has left, and starts the lab. */
    public static Lab start() {
        LabLock lock = LabLock.take();
        removeLeftovers();
        LabImage.NODES.build();
        LabNetwork.create();
        Lab lab = new Lab(lock, Certificates.make());
        lab.nodes.forEach(Node::awaitReady);
        return lab;
    }

    private Node node(String name, int number, String... command) {
        List<String> python = new ArrayList<>(List.of("python3"));
        python.addAll(List.of(command));
        Node node = Node.start(name, number, certificates.directory(), python);
        nodes.add(node);
        return node;
    }

    /** Returns the image that the product's images are made from: small, with a shell and no more. */
    public static String baseImage() {
        return LabImage.base();
    }

    /** Returns an image with pip, redis-cli and a program in Go ("go-client"): a user's own, for {@code --image}. */
    public static String clientsImage() {
        LabImage.CLIENTS.build();
        return LabImage.CLIENTS.name();
    }

    /** Returns the directory of the probes, where every engine may read them. */
    public static Path probes() {
        return PROBES;
    }

    /** Returns an image as Alpine is: musl, busybox, and nothing else. */
    public static String muslImage() {
        LabImage.MUSL.build();
        return LabImage.MUSL.name();
    }

    /** Returns the host that records every byte. */
    public Node evil() {
        return evil;
    }

    /** Returns the name server that the gateway asks. */
    public Node dns() {
        return dns;
    }

    /** Returns the origin that sessions may reach, as allowed.test and every name below it. */
    public Node allowed() {
        return allowed;
    }

    /** Returns the address of cdn-allowed.test and cdn-evil.test. */
    public Node cdn() {
        return cdn;
    }

    /** Returns the server of edge.test, which records bytes as they come. */
    public Node edge() {
        return edge;
    }

    /** Returns the node that plays api.anthropic.com; {@link ScriptedModel} gives it its lines. */
    public Node model() {
        return model;
    }

    /** Returns the container without a sandbox. */
    public Control control() {
        return control;
    }

    /** Returns the machine that runs the engine, as something a session could reach. */
    public HostListener host() {
        return host;
    }

    /** Returns those that must not see a secret. The model isn't one: whatever the agent reads, it may read too. */
    private List<Feed<Sighting>> records() {
        return Stream.concat(Stream.of(evil, dns, allowed, cdn).map(Node::sightings), Stream.of(host.sightings()))
                .toList();
    }

    /** Returns the certificates of the lab. */
    public Certificates certificates() {
        return certificates;
    }

    /** Returns how much every recorder has seen by now. */
    public Mark mark() {
        return new Mark(records().stream().map(Feed::size).toList());
    }

    /** Returns what the recorders have seen since then. */
    public List<Sighting> since(Mark mark) {
        List<Sighting> seen = new ArrayList<>();
        for (int i = 0; i < records().size(); i++) {
            seen.addAll(records().get(i).since(mark.sizes().get(i)));
        }
        return seen;
    }

    /**
     * Waits until the recorders have recorded all that was sent before now: a word sent from the control container
     * comes after it. It also shows that they still record.
     */
    public void settle() {
        String word = Nonce.fresh().text();
        control.shell("python3 probe.py udp " + v4(Addresses.EVIL) + " 9 " + word
                + "; python3 probe.py tcp " + v4(Addresses.EVIL) + " 9 " + word
                + "; python3 probe.py dns " + v4(Addresses.DNS) + " 53 " + word
                + "; python3 probe.py http " + v4(Addresses.ALLOWED) + " 80 allowed.test " + word
                + "; python3 probe.py http " + v4(Addresses.CDN) + " 80 cdn-allowed.test " + word);
        for (Node node : List.of(evil, dns, allowed, cdn)) {
            node.sightings().await("the word sent last", PATIENCE, sighting -> mentions(sighting, word));
        }
        evil.sightings().await("the word by TCP", PATIENCE, s -> s.kind().equals("tcp") && mentions(s, word));
    }

    private static boolean mentions(Sighting sighting, String word) {
        return (sighting.target() + sighting.detail() + sighting.payload()).contains(word);
    }

    @Override
    public void close() {
        host.close();
        nodes.forEach(Node::close);
        removeLeftovers();
        certificates.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what a suite that crashed has left in the engine: nodes, and sessions that were on the network. */
    private static void removeLeftovers() {
        List<String> containers = new ArrayList<>(Docker.list("ps", "-aq", "--filter", "label=" + LABEL));
        for (String session : Docker.list("ps", "-a", "--filter", "network=" + NETWORK, "--format", SESSION)) {
            containers.addAll(Docker.list("ps", "-aq", "--filter", "label=" + SESSION_LABEL + "=" + session));
        }
        containers.forEach(container -> Docker.attempt("rm", "-f", container));
        LabNetwork.remove();
    }

    /**
     * A moment, as the recorders know it.
     *
     * @param sizes how much each had seen
     */
    public record Mark(List<Integer> sizes) {}
}
