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

/** Puts other images in the place of those there are, once they have been tried. */
public final class ImageRenewal {
    private final ImageBuilder builder;
    private final ImageStore store;
    private final ShippedImages shipped;
    private final BuildRecord record;
    private final Printer printer;

    /**
     * Renews what the host's installation ships.
     *
     * @param store the engine's images
     * @param host where the installation and the state are
     * @param printer what shows progress
     */
    public ImageRenewal(ImageStore store, Host host, Printer printer) {
        this.builder = new ImageBuilder(store, host, printer);
        this.store = store;
        this.shipped = new ShippedImages(host.locations().installation());
        this.record = new BuildRecord(host.locations().engineState());
        this.printer = printer;
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
        List<String> agents = asked.agents().isEmpty() ? builder.installed() : asked.agents();
        BuildOptions options = new BuildOptions(asked.certificates(), asked.cache(), agents, builder.from());
        builder.build(ImageKind.GATEWAY, options);
        List<Path> certificates = builder.certificates(options);
        String pem = ImageBuilder.pem(certificates);
        rebuild(builder.content(ImageKind.AGENT, options, pem), pem, certificates, options.cache());
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
        BuildOptions options = new BuildOptions(asked, true, builder.installed(), builder.from());
        List<Path> certificates = builder.certificates(options);
        String pem = ImageBuilder.pem(certificates);
        List<String> agents = builder.agents(options);
        NavigableMap<String, String> before = builder.versions();
        String newest = newest(agents, pem);
        NavigableMap<String, String> after = builder.pins().versions(newest);
        boolean newer = false;
        for (String agent : agents) {
            String version = String.valueOf(after.get(agent));
            boolean same = version.equals(before.get(agent));
            newer |= !same;
            printer.say(agent + " " + before.get(agent) + (same ? " is the newest" : " becomes " + version));
        }
        if (newer) {
            AgentImage content = builder.content(ImageKind.AGENT, options, pem).pinned(newest);
            rebuild(content, pem, certificates, options.cache());
        }
        tidyPins();
        return newer;
    }

    private String newest(List<String> agents, String pem) throws InterruptedException {
        String image = ImageKind.AGENT.newest();
        builder.runs().newest(agents, pem);
        try {
            return builder.pins()
                    .keep(AgentPins.parse(store.ask(image, AgentPins.QUESTION).orElse(""), agents));
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
            builder.pins().tidy(record.agent().pins());
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
        if (!builder.from().isEmpty()) {
            printer.say("the agents are on " + builder.from() + ", so no published image can stand in for them");
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
        List<String> missing = new ArrayList<>(builder.installed());
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
        BuildRuns runs = builder.runs();
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

    private void rebuild(AgentImage content, String pem, List<Path> certificates, boolean cache)
            throws InterruptedException {
        String candidate = ImageKind.AGENT.candidate();
        builder.runs().build(ImageKind.AGENT, content, pem, List.of(candidate), cache);
        replace(candidate, content, certificates);
        store.forget(candidate);
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
}
