package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.DockerImages;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.BuildOptions;
import dev.rustyolo.cli.image.ImageRenewal;
import dev.rustyolo.cli.launch.Signals;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.update.BinaryUpdate;
import dev.rustyolo.cli.update.ImageMirror;
import dev.rustyolo.cli.update.Installation;
import dev.rustyolo.cli.update.Manifest;
import dev.rustyolo.cli.update.ReleaseVersion;
import dev.rustyolo.cli.update.UpdateTools;
import dev.rustyolo.cli.workspace.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The part of {@code rustyolo update} that is about the images: they become those that belong to this very program.
 *
 * @param choice whose images
 * @param processes what starts the engine's client
 * @param printer what shows the steps
 * @param tools what asks whether images are published
 * @param mirror where published ones are fetched
 * @param permission whether the person wants it
 * @param certificates as {@code --ca-cert} takes it; empty for those of the last build
 */
record ImageUpdate(
        EngineChoice choice,
        Processes processes,
        Printer printer,
        UpdateTools tools,
        ImageMirror mirror,
        UpdatePermission permission,
        String certificates) {

    /** Makes it, if there is something to do. */
    void run(UpdateOptions options) {
        Host host = choice.host();
        choice.sayWhich(printer);
        ImageRenewal images = new ImageRenewal(
                new DockerImages(
                        EngineClient.find(choice.dialect(), host, processes).client()),
                host,
                printer);
        if (!options.agents() && images.isUpToDate()) {
            printer.say("the images are up to date");
            return;
        }
        permission.require(
                options.agents() ? "Install the newest versions of the agents?" : "Make the images of this version?");
        List<Path> files = certificates.isEmpty()
                ? List.of()
                : List.of(CanonicalPath.existingPath(Volume.expand(certificates, host)));
        try (Signals signals = Signals.take()) {
            try {
                if (options.agents()) {
                    images.refresh(files);
                } else if (!fetch(images, host)) {
                    images.renew(BuildOptions.cached(files));
                }
            } catch (InterruptedException e) {
                signals.check();
                throw new IllegalStateException("interrupted by nobody", e);
            } catch (CliException e) {
                signals.check();
                throw e;
            }
        }
    }

    /** What can't be fetched is built from what this program brings, which is as good. */
    private boolean fetch(ImageRenewal images, Host host) throws InterruptedException {
        Optional<Manifest> manifest = published(host);
        if (manifest.isEmpty()
                || manifest.get().agentImage().isEmpty()
                || manifest.get().gatewayImage().isEmpty()) {
            return false;
        }
        return images.fetch(
                mirror.of(manifest.get().agentImage()), mirror.of(manifest.get().gatewayImage()));
    }

    private Optional<Manifest> published(Host host) {
        Optional<ReleaseVersion> current = ReleaseVersion.parse(Version.current());
        if (current.isEmpty()
                || !(Installation.of(host.locations().installation()) instanceof Installation.Managed managed)) {
            return Optional.empty();
        }
        try {
            return Optional.of(BinaryUpdate.own(tools, managed, current.get()));
        } catch (CliException e) {
            printer.warn("no published images: " + e.what());
            return Optional.empty();
        }
    }
}
