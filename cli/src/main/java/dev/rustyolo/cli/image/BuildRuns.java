package dev.rustyolo.cli.image;

import dev.rustyolo.cli.engine.BuildSpec;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has the engine build or fetch one image, and follows it. What the image is for, and which others it takes the place of,
 * is its caller's business.
 *
 * @param store the engine's images
 * @param shipped what can be built
 * @param host where the output is kept
 * @param printer what shows progress
 */
record BuildRuns(ImageStore store, ShippedImages shipped, Host host, Printer printer) {
    /**
     * Builds one image.
     *
     * @param content what it will hold
     * @param pem certificates to build with and to put into it; may be empty
     * @param tags the names that it gets
     * @param cache may layers of earlier builds be used?
     * @throws CliException when it can't be built
     * @throws InterruptedException when this thread is interrupted; the build is ended then
     */
    void build(ImageKind kind, AgentImage content, String pem, List<String> tags, boolean cache)
            throws InterruptedException {
        Map<String, String> arguments = new TreeMap<>(Map.of("BASE_IMAGE", base()));
        for (String agent : content.agents()) {
            arguments.put(agent.toUpperCase(Locale.ROOT), "yes");
        }
        if (!content.from().isEmpty()) {
            arguments.put("FROM_IMAGE", content.from());
            arguments.put("AGENTS", String.join(" ", content.agents()));
        }
        try (BuildContext context =
                BuildContext.copy(shipped.context(kind), host.locations().engineState(), pem)) {
            if (!content.from().isEmpty()) {
                context.changeTheEnd();
            }
            if (!content.pins().isEmpty()) {
                AgentPins.in(host.locations().engineState()).putInto(context.directory(), content.pins());
            }
            BuildSpec spec = new BuildSpec(context.directory(), content.text(), tags, arguments, cache);
            follow("building " + kind.latest(), kind.directory(), store.build(spec));
            printer.say("built " + kind.latest());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't prepare the build of " + kind.latest() + ": " + e.getMessage(),
                    "check that there is space in "
                            + Text.quote(host.locations().engineState().toString()),
                    e);
        }
    }

    /**
     * Has the newest versions of agents locked, in an image that only holds what pins them.
     *
     * @param agents whose
     * @param pem certificates to ask with; may be empty
     * @throws CliException when they can't be asked for
     * @throws InterruptedException when this thread is interrupted; the build is ended then
     */
    void newest(List<String> agents, String pem) throws InterruptedException {
        Map<String, String> arguments =
                Map.of("BASE_IMAGE", base(), "AGENTS", String.join(" ", agents), "ASKED", RandomId.next());
        try (BuildContext context = BuildContext.copy(
                shipped.context(ImageKind.AGENT), host.locations().engineState(), pem)) {
            context.use("Dockerfile.newest");
            BuildSpec spec =
                    new BuildSpec(context.directory(), "newest", List.of(ImageKind.AGENT.newest()), arguments, true);
            follow("asking for the newest versions", "newest", store.build(spec));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't ask for the newest versions: " + e.getMessage(),
                    "check that there is space in "
                            + Text.quote(host.locations().engineState().toString()),
                    e);
        }
    }

    /**
     * Fetches one image.
     *
     * @return is it there now?
     */
    boolean pull(String reference) throws InterruptedException {
        try {
            // It may be the first that is ever done here.
            PrivateDirectories.createAll(host.locations().engineState());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't make " + Text.quote(host.locations().engineState().toString()),
                    "check that you may write there",
                    e);
        }
        return new BuildRun(store.pull(reference), "fetching", pullLog(), printer, host.terminal()).follow() == 0;
    }

    /** Where the output of the last fetch is. */
    Path pullLog() {
        return log("pull");
    }

    private Path log(String name) {
        return host.locations().engineState().resolve(name + ".log");
    }

    private void follow(String what, String name, Process process) throws InterruptedException {
        Path log = log("build-" + name);
        BuildRun run = new BuildRun(process, what + ":", log, printer, host.terminal());
        int code = run.follow();
        if (code != 0) {
            printer.say("the last lines of the build's output:");
            printer.quoteOutput(String.join("\n", run.tail()));
            throw new CliException(
                    ExitCode.IMAGE_FAILED,
                    what + " failed (exit code " + code + ")",
                    "the whole output is in " + log + "; behind a proxy that re-signs TLS, use --ca-cert FILE");
        }
    }

    /** The pinned official image when it is there or can be fetched, else one made on this machine. */
    private String base() throws InterruptedException {
        BaseImages bases = shipped.bases();
        if (!bases.official().isEmpty()) {
            if (store.has(bases.official())) {
                return bases.official();
            }
            printer.say("fetching the base image " + bases.official());
            if (pull(bases.official())) {
                return bases.official();
            }
        }
        if (!bases.local().isEmpty() && store.has(bases.local())) {
            printer.say("the official base image can't be fetched; using " + bases.local() + " made on this machine");
            return bases.local();
        }
        throw new CliException(
                ExitCode.IMAGE_FAILED,
                "no base image: " + bases.official() + " can't be fetched and there is no " + bases.local(),
                "connect to the registry, or make the local one with dev/base-image from rustyolo's repository");
    }
}
