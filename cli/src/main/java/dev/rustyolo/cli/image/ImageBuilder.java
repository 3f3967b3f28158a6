package dev.rustyolo.cli.image;

import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.ui.Printer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private AgentPins pins() {
        return AgentPins.in(host.locations().engineState());
    }

    /** What pins newer agents than ours: another version of this program has pins of its own. */
    private String pinned() {
        AgentImage remembered = record.agent();
        boolean ours = remembered.hash().equals(shipped.hash(ImageKind.AGENT));
        return ours && pins().has(remembered.pins()) ? remembered.pins() : "";
    }

    /**
     * Builds the agents' image again that has gone, with the agents it had and those needed.
     *
     * @return the name of the image to run
     */
    public String restoreAgent(List<Path> certificates, List<String> needed) throws InterruptedException {
        AgentImage remembered = record.agent();
        build(
                ImageKind.AGENT,
                BuildOptions.cached(certificates, remembered.together(installable(needed)))
                        .on(remembered.from()));
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

    /** Are both images those of this program? Asks the engine. */
    public boolean isUpToDate() {
        String gateway = ImageKind.GATEWAY.at(shipped.hash(ImageKind.GATEWAY));
        AgentImage built = AgentImage.parse(
                store.contextHash(record.image().isEmpty() ? ImageKind.AGENT.latest() : record.image()));
        return built.hash().equals(shipped.hash(ImageKind.AGENT)) && store.has(gateway);
    }

    /**
     * Builds both images anew, with the agents of the last build. The agents' image is tried before it takes the place of
     * the old one.
     *
     * @throws CliException when one can't be built, or an agent doesn't start in it; the old one stays then
     */
    public void renew(BuildOptions asked) throws InterruptedException {
        List<String> agents = asked.agents().isEmpty() ? installed() : asked.agents();
        BuildOptions options = new BuildOptions(asked.certificates(), asked.cache(), agents, from());
        build(ImageKind.GATEWAY, options);
        List<Path> certificates = certificates(options);
        String pem = pem(certificates);
        String candidate = ImageKind.AGENT.candidate();
        AgentImage content = content(ImageKind.AGENT, options, pem);
        runs().build(ImageKind.AGENT, content, pem, List.of(candidate), options.cache());
        replace(candidate, content, certificates);
        store.forget(candidate);
    }

    /**
     * Has the installed agents in their newest versions, which are asked of where they are published and locked; the new
     * image is tried before it takes the place of the old one.
     *
     * @param asked certificates to build with: none or one file; when none, those of the last build
     * @return was there anything newer?
     * @throws CliException when nothing can be asked or built, or an agent doesn't start; the old image stays then
     */
    public boolean refresh(List<Path> asked) throws InterruptedException {
        BuildOptions options = new BuildOptions(asked, true, installed(), from());
        List<Path> certificates = certificates(options);
        String pem = pem(certificates);
        List<String> agents = agents(options);
        NavigableMap<String, String> before = versions();
        String newest = newest(agents, pem);
        NavigableMap<String, String> after = pins().versions(newest);
        boolean newer = false;
        for (String agent : agents) {
            String version = String.valueOf(after.get(agent));
            boolean same = version.equals(before.get(agent));
            newer |= !same;
            printer.say(agent + " " + before.get(agent) + (same ? " is the newest" : " becomes " + version));
        }
        if (newer) {
            String candidate = ImageKind.AGENT.candidate();
            AgentImage content = content(ImageKind.AGENT, options, pem).pinned(newest);
            runs().build(ImageKind.AGENT, content, pem, List.of(candidate), true);
            replace(candidate, content, certificates);
            store.forget(candidate);
        }
        tidyPins();
        return newer;
    }

    private String newest(List<String> agents, String pem) throws InterruptedException {
        String image = ImageKind.AGENT.newest();
        runs().newest(agents, pem);
        try {
            return pins().keep(
                            AgentPins.parse(store.ask(image, AgentPins.QUESTION).orElse(""), agents));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IMAGE_FAILED,
                    "the newest versions can't be read: " + e.getMessage(),
                    "try again later; the agents stay as they are",
                    e);
        } finally {
            store.forget(image);
        }
    }

    private void tidyPins() {
        try {
            pins().tidy(record.agent().pins());
        } catch (IOException e) {
            printer.warn("old versions' pins can't be removed now: " + e.getMessage());
        }
    }

    /**
     * Fetches both images by their digests, and tries the agents' image before it takes the place of the old one.
     *
     * @param agent the agents' image
     * @param gateway the gateway's image
     * @return are they there now? Else something stands in the way of it, and the person has been told what
     */
    public boolean fetch(String agent, String gateway) throws InterruptedException {
        if (!from().isEmpty()) {
            printer.say("the agents are on " + from() + ", so no published image can stand in for them");
            return false;
        }
        if (!record.agent().certificates().isEmpty()) {
            printer.say("your image trusts certificates of yours, so no published image can stand in for it");
            return false;
        }
        if (!pulled(agent, ImageKind.AGENT) || !pulled(gateway, ImageKind.GATEWAY)) {
            return false;
        }
        AgentImage content = AgentImage.parse(store.contextHash(agent));
        List<String> missing = new ArrayList<>(installed());
        missing.removeAll(content.agents());
        if (!missing.isEmpty()) {
            printer.say(String.join(", ", missing) + " isn't in the published image, and is in yours");
            return false;
        }
        if (!store.name(gateway, ImageKind.GATEWAY.at(shipped.hash(ImageKind.GATEWAY)))) {
            throw unnamed();
        }
        replace(agent, content, List.of());
        return true;
    }

    private boolean pulled(String reference, ImageKind kind) throws InterruptedException {
        printer.say("fetching " + reference);
        BuildRuns runs = runs();
        if (!runs.pull(reference)) {
            printer.warn("it can't be fetched, so the images are built here; the output is in " + runs.pullLog());
            return false;
        }
        if (!AgentImage.parse(store.contextHash(reference)).hash().equals(shipped.hash(kind))) {
            printer.warn("it isn't the image of this version, so the images are built here");
            return false;
        }
        return true;
    }

    private void replace(String candidate, AgentImage content, List<Path> certificates) {
        for (String agent : content.agents()) {
            List<String> command = new ArrayList<>(
                    Agents.find(agent).map(AgentDefinition::command).orElse(List.of(agent)));
            command.add("--version");
            printer.say("trying " + String.join(" ", command));
            if (!store.runs(candidate, command)) {
                store.forget(candidate);
                throw new CliException(
                        ExitCode.IMAGE_FAILED,
                        agent + " doesn't start in the new image; the old one stays",
                        "try again, or build it without the cache: rustyolo build --no-cache");
            }
        }
        if (!store.name(candidate, content.name()) || !store.name(candidate, ImageKind.AGENT.latest())) {
            throw unnamed();
        }
        record.remember(content, certificates);
        printer.say(ImageKind.AGENT.latest() + " is replaced");
    }

    private static CliException unnamed() {
        return new CliException(
                ExitCode.IMAGE_FAILED, "the new image can't be given its name; the old one stays", "try again");
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
    private BuildRuns runs() {
        return new BuildRuns(store, shipped, host, printer);
    }

    private List<Path> certificates(BuildOptions options) {
        return options.certificates().isEmpty() ? lastCertificates() : options.certificates();
    }

    private static String pem(List<Path> certificates) {
        return certificates.isEmpty() ? "" : Certificates.read(certificates.getFirst());
    }

    private AgentImage content(ImageKind kind, BuildOptions options, String pem) {
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
    private List<String> agents(BuildOptions options) {
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
