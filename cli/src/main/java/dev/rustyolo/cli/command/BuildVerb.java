package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.DockerImages;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.BuildOptions;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.image.ImageKind;
import dev.rustyolo.cli.image.ShippedImages;
import dev.rustyolo.cli.launch.ImageName;
import dev.rustyolo.cli.launch.Signals;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.workspace.Volume;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo build}: builds both images. */
final class BuildVerb implements Verb {
    private static final String CA_CERT = "--ca-cert";
    private static final String AGENTS = "--agents";
    private static final String FROM = "--from";
    private static final String ALL = "all";
    private static final String NO_CACHE = "--no-cache";

    private final Supplier<Host> host;
    private final Processes processes;
    private final Printer printer;

    BuildVerb(Supplier<Host> host, Processes processes, Printer printer) {
        this.host = host;
        this.processes = processes;
        this.printer = printer;
    }

    @Override
    public String name() {
        return "build";
    }

    @Override
    public String summary() {
        return "Build the images, for example with certificates or after a change of the network.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                VerbFrame.value(
                        CA_CERT,
                        "FILE",
                        "Certificates (PEM) of a proxy that re-signs TLS; the images will trust them."),
                VerbFrame.value(
                        AGENTS,
                        "LIST",
                        "Install these agents and no others, such as claude,aider; or all. Without it, those that"
                                + " are installed; an agent that is missing is added when it is first run."),
                VerbFrame.value(
                        FROM,
                        "IMAGE",
                        "Put the agents on top of this image of yours, which has Debian, Ubuntu or another system with"
                                + " glibc. Sessions use it until you build without."),
                VerbFrame.flag(NO_CACHE, "Do every step again."),
                EngineChoice.option());
    }

    @Override
    public int run(ParseResult options) {
        build(
                EngineChoice.of(options, host.get(), processes),
                options.matchedOptionValue(CA_CERT, ""),
                options.matchedOptionValue(AGENTS, ""),
                options.matchedOptionValue(FROM, ""),
                !options.hasMatchedOption(NO_CACHE));
        return ExitCode.OK.code();
    }

    private void build(EngineChoice choice, String caCertificate, String agents, String from, boolean cache) {
        Host machine = choice.host();
        choice.sayWhich(printer);
        Set<String> known =
                new ShippedImages(machine.locations().installation()).agents().keySet();
        List<String> chosen = agents.equals(ALL) ? List.copyOf(known) : chosen(agents, known);
        List<Path> certificates = caCertificate.isEmpty()
                ? List.of()
                : List.of(CanonicalPath.existingPath(Volume.expand(caCertificate, machine)));
        String below = from.isEmpty() ? "" : ImageName.check(FROM, from);
        ImageBuilder builder = new ImageBuilder(
                new DockerImages(
                        EngineClient.find(choice.dialect(), machine, processes).client()),
                machine,
                printer);
        String before = builder.from();
        if (below.isEmpty() && !before.isEmpty()) {
            printer.say("the agents' image is no longer on " + before + "; to put it there again: rustyolo build "
                    + FROM + " " + before);
        }
        if (!below.isEmpty()) {
            builder.requireBase(below);
        }
        try (Signals signals = Signals.take()) {
            build(builder, new BuildOptions(certificates, cache, chosen, below), signals);
        }
    }

    /** A signal ends the build, and the engine's client with it, which else would build on for nobody. */
    private static void build(ImageBuilder builder, BuildOptions options, Signals signals) {
        try {
            for (ImageKind kind : List.of(ImageKind.GATEWAY, ImageKind.AGENT)) {
                builder.build(kind, options);
            }
        } catch (InterruptedException e) {
            signals.check();
            throw new IllegalStateException("interrupted by nobody", e);
        } catch (CliException e) {
            signals.check();
            throw e;
        }
    }

    private static List<String> chosen(String typed, Set<String> known) {
        if (typed.isEmpty()) {
            return List.of();
        }
        List<String> chosen = List.of(typed.split("[, ]+", -1));
        for (String agent : chosen) {
            if (!known.contains(agent)) {
                throw CliException.usage(
                        "no agent called " + Text.quote(agent) + " can be installed",
                        "choose among " + String.join(", ", known) + ", or say " + AGENTS + " " + ALL);
            }
        }
        return chosen;
    }
}
