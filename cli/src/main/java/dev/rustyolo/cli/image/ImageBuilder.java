package dev.rustyolo.cli.image;

import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.ui.Printer;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Builds the shipped images, with progress, and keeps the agents' image up to date with the program. */
public final class ImageBuilder {
    /** How many images of other versions are kept. */
    private static final int KEPT = 4;

    private final ImageStore store;
    private final ShippedImages shipped;
    private final BuildRecord record;
    private final Host host;
    private final Printer printer;

    /**
     * Builds what the host's installation ships.
     *
     * @param store the engine's images
     * @param host where the installation and the state are
     * @param printer what shows progress
     */
    public ImageBuilder(ImageStore store, Host host, Printer printer) {
        this.store = store;
        this.shipped = new ShippedImages(host.locations().installation());
        this.record = new BuildRecord(host.locations().engineState());
        this.host = host;
        this.printer = printer;
    }

    /**
     * Builds the agents' image when it wasn't built from what this program ships, or an agent isn't installed in it.
     * Asks the engine only when nothing is remembered, or what is remembered isn't enough.
     *
     * @param certificates what to build with: none or one file; when none, those of the last build
     * @param needed names of agents; those that aren't ours to install don't count
     * @return the name of the image to run
     */
    public String bringAgentUpToDate(List<Path> certificates, List<String> needed) throws InterruptedException {
        AgentImage remembered = record.agent();
        if (remembered.covers(wanted(remembered, needed))) {
            return record.image();
        }
        // Somebody else may have built it. What they put on an image of theirs isn't for everybody.
        AgentImage lastBuilt = AgentImage.parse(store.contextHash(ImageKind.AGENT.latest()));
        boolean first = remembered.hash().isEmpty();
        boolean ours = first ? lastBuilt.from().isEmpty() : lastBuilt.isLike(remembered);
        AgentImage known = first && ours ? lastBuilt : remembered;
        AgentImage wanted = wanted(known, needed);
        if (ours && lastBuilt.covers(wanted)) {
            record.remember(lastBuilt, record.certificates());
            return record.image();
        }
        printer.say(reason(known, wanted));
        build(
                ImageKind.AGENT,
                BuildOptions.cached(certificates, known.together(wanted.agents()))
                        .on(known.from()));
        return record.image();
    }

    private AgentImage wanted(AgentImage like, List<String> needed) {
        String hash = shipped.hash(ImageKind.AGENT);
        return new AgentImage(
                hash,
                installable(needed),
                like.certificates(),
                like.from(),
                like.below(),
                like.hash().equals(hash) ? like.pins() : "");
    }

    /** The version that each agent has, or would have when it is added. */
    public NavigableMap<String, String> versions() {
        NavigableMap<String, String> versions = new TreeMap<>(shipped.agents());
        versions.putAll(pins().versions(pinned()));
        return versions;
    }

    AgentPins pins() {
        return AgentPins.in(host.locations().engineState());
    }

    /** What pins newer agents than ours: another version of this program has pins of its own. */
    private String pinned() {
        AgentImage remembered = record.agent();
        boolean ours = remembered.hash().equals(shipped.hash(ImageKind.AGENT));
        return ours && pins().has(remembered.pins()) ? remembered.pins() : "";
    }

    /**
     * Builds the agents' image again that has gone, with the agents it had and those needed; unless only its name has gone,
     * and the last one that was built is like it.
     *
     * @return the name of the image to run
     */
    public String restoreAgent(List<Path> certificates, List<String> needed) throws InterruptedException {
        AgentImage remembered = record.agent();
        AgentImage lastBuilt = AgentImage.parse(store.contextHash(ImageKind.AGENT.latest()));
        List<String> agents = remembered.together(installable(needed));
        AgentImage enough = wanted(remembered, agents);
        if (certificates.isEmpty()
                && lastBuilt.covers(enough)
                && store.name(ImageKind.AGENT.latest(), lastBuilt.name())) {
            record.remember(lastBuilt, record.certificates());
            return record.image();
        }
        String gone = record.image().isEmpty() ? ImageKind.AGENT.latest() : record.image();
        printer.say("the image " + gone + " is gone; building it again");
        build(ImageKind.AGENT, BuildOptions.cached(certificates, agents).on(remembered.from()));
        return record.image();
    }

    /** The name of the image that a session with these agents would run, as far as nobody has to be asked. */
    public String remembered(List<String> needed) {
        AgentImage remembered = record.agent();
        return remembered.covers(wanted(remembered, needed)) ? record.image() : ImageKind.AGENT.latest();
    }

    /** The agents that are installed in the agents' image; asks the engine only when nothing is remembered. */
    public List<String> installed() {
        AgentImage remembered = record.agent();
        return remembered.hash().isEmpty()
                ? AgentImage.parse(store.contextHash(ImageKind.AGENT.latest())).agents()
                : remembered.agents();
    }

    /**
     * Looks whether agents can be put on an image, before anything is built.
     *
     * @throws CliException when they can't, or it isn't there
     */
    public void requireBase(String image) {
        BaseCheck.require(image, store);
    }

    /** The person's image that the agents' image stands on; empty when it is ours. */
    public String from() {
        return record.agent().from();
    }

    private List<String> installable(List<String> agents) {
        return agents.stream().filter(shipped.agents()::containsKey).toList();
    }

    private static String reason(AgentImage built, AgentImage wanted) {
        String image = ImageKind.AGENT.latest();
        if (built.hash().isEmpty()) {
            return image + " isn't built yet; this takes a few minutes, once";
        }
        return built.hash().equals(wanted.hash())
                ? String.join(", ", wanted.agents()) + " isn't installed in " + image + " yet; adding it, once"
                : image + " was built by another version of rustyolo; building it anew";
    }

    /**
     * Builds one image.
     *
     * @throws CliException when it can't be built
     * @throws InterruptedException when this thread is interrupted; the build is ended then
     */
    public void build(ImageKind kind, BuildOptions options) throws InterruptedException {
        List<Path> certificates = certificates(options);
        String pem = pem(certificates);
        AgentImage content = content(kind, options, pem);
        switch (kind) {
            case GATEWAY ->
                runs().build(kind, content, pem, List.of(kind.latest(), kind.at(content.hash())), options.cache());
            case AGENT -> {
                runs().build(kind, content, pem, List.of(kind.latest(), content.name()), options.cache());
                record.remember(content, certificates);
            }
        }
        tidy(kind);
    }

    /** Made only when something is built or fetched: most starts do neither. */
    BuildRuns runs() {
        return new BuildRuns(store, shipped, host, printer);
    }

    List<Path> certificates(BuildOptions options) {
        return options.certificates().isEmpty() ? lastCertificates() : options.certificates();
    }

    static String pem(List<Path> certificates) {
        return certificates.isEmpty() ? "" : Certificates.read(certificates.getFirst());
    }

    AgentImage content(ImageKind kind, BuildOptions options, String pem) {
        if (kind == ImageKind.GATEWAY) {
            return AgentImage.of(shipped.hash(kind), List.of());
        }
        AgentImage content =
                AgentImage.of(shipped.hash(kind), agents(options)).trusting(pem).pinned(pinned());
        return options.from().isEmpty()
                ? content
                : content.on(options.from(), BaseCheck.require(options.from(), store));
    }

    /**
     * Those of other versions of this program go, but for some, since other accounts may have such a version. Of this one
     * all stay: they share most of their layers, and each is somebody's.
     */
    private void tidy(ImageKind kind) {
        String own = shipped.hash(kind);
        store.tags(kind.repository()).stream()
                .filter(tag -> ShippedImages.isHash(tag.split("-", 2)[0]) && !tag.startsWith(own))
                .skip(KEPT)
                .map(kind::at)
                .forEach(store::untag);
    }

    /** Those asked for, else those of the last build, else the default one. */
    List<String> agents(BuildOptions options) {
        List<String> asked = options.agents().isEmpty() ? record.agent().agents() : options.agents();
        List<String> agents = installable(asked);
        return agents.isEmpty() ? List.of(Agents.DEFAULT) : agents;
    }

    private List<Path> lastCertificates() {
        return record.certificates().stream()
                .filter(java.nio.file.Files::isReadable)
                .toList();
    }
}
