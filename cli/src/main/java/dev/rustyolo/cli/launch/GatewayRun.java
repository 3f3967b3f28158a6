package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Diagnosis;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.image.BuildOptions;
import dev.rustyolo.cli.image.ImageKind;
import dev.rustyolo.cli.session.GatewayLink;
import dev.rustyolo.cli.session.GatewayState;
import dev.rustyolo.cli.session.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The gateway of one run: how it comes to serve, and what must be gone in the end. */
final class GatewayRun {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    /** One that waited has only the policy to put in force. */
    private static final Duration ADOPTION_LIMIT = Duration.ofSeconds(5);

    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final LaunchPlan plan;
    private final LaunchTools tools;
    private final Optional<Process> adopted;
    private final Journal journal;
    private final Runnable onLoss;
    private final List<GatewayLink> links = new ArrayList<>();

    /** Something that can be interrupted. */
    interface Preparation {
        /** Does it. */
        void run() throws InterruptedException;
    }

    /**
     * One that is still to start.
     *
     * @param adopted the process of one that waited, if there is one
     * @param journal what takes note of its events
     * @param onLoss called when it is lost while it serves
     */
    GatewayRun(LaunchPlan plan, LaunchTools tools, Optional<Process> adopted, Journal journal, Runnable onLoss) {
        this.plan = plan;
        this.tools = tools;
        this.adopted = adopted;
        this.journal = journal;
        this.onLoss = onLoss;
    }

    /**
     * Starts it, by several tries: one that waited may have gone, and the image may have to be built.
     *
     * @param preparation what is done while it starts
     * @return the conversation with it, when it serves
     * @throws CliException when it doesn't come to that
     */
    GatewayLink start(Preparation preparation) throws InterruptedException {
        GatewayLink link = open(adopted);
        preparation.run();
        GatewayState state = link.awaitStart(adopted.isPresent() ? ADOPTION_LIMIT : START_LIMIT);
        if (adopted.isPresent() && !(state instanceof GatewayState.Serving)) {
            links.remove(link);
            link.close();
            tools.engine().cleanup(plan.sandbox().id());
            link = open(Optional.empty());
            state = link.awaitStart(START_LIMIT);
        }
        if (state instanceof GatewayState.Lost && diagnose(link) == Diagnosis.IMAGE_MISSING) {
            links.remove(link);
            link.close();
            tools.printer().say("the gateway's image isn't built yet; building it, once");
            tools.builder().build(ImageKind.GATEWAY, BuildOptions.cached(plan.certificates()));
            link = open(Optional.empty());
            state = link.awaitStart(START_LIMIT);
        }
        return switch (state) {
            case GatewayState.Serving(var steps) -> {
                tools.timings().done("gateway, from start to ready");
                tools.timings().within("gateway", steps);
                yield link;
            }
            case GatewayState.Lost(String reason, var ignored) -> throw failedStart(link, reason);
            case GatewayState.Starting() ->
                throw failedStart(link, "the gateway wasn't ready within " + START_LIMIT.toSeconds() + " s");
            case GatewayState.Draining(), GatewayState.Drained() ->
                throw failedStart(link, "the gateway ended before it was needed");
        };
    }

    private GatewayLink open(Optional<Process> waiting) {
        Process gateway = waiting.orElseGet(() -> tools.engine().setup(plan.sandbox()));
        GatewayLink link = GatewayLink.open(gateway, plan.start(), journal, onLoss);
        links.add(link);
        return link;
    }

    private Diagnosis diagnose(GatewayLink link) {
        return tools.engine().diagnose(link.diagnostics());
    }

    private CliException failedStart(GatewayLink link, String reason) {
        String said = link.diagnostics();
        String program = tools.engine().program();
        return switch (diagnose(link)) {
            case UNAVAILABLE -> {
                links.remove(link);
                link.close();
                yield new CliException(
                        ExitCode.ENGINE_UNAVAILABLE,
                        said,
                        "start the container engine, and make sure that you may use it: " + program + " version");
            }
            case PORT_TAKEN ->
                failed(
                        "no agent was started, since a port can't be published on this machine: " + said,
                        "end the program that has it, or choose another port: --publish HOSTPORT:PORT");
            case NO_SLIRP4NETNS ->
                failed(
                        "no agent was started, since " + program + " needs slirp4netns for this: " + said,
                        "install slirp4netns, and start again");
            case IMAGE_MISSING, OTHER ->
                failed(
                        "no agent was started: " + reason + (said.isEmpty() ? "" : "\n" + said),
                        "if the gateway's image is damaged, build it again: rustyolo build --no-cache");
        };
    }

    private static CliException failed(String what, String remedy) {
        return new CliException(ExitCode.GATEWAY_FAILED, what, remedy);
    }

    /** Has it said that nothing is under way any more? */
    boolean isDrained() {
        return links.stream().allMatch(link -> link.state() instanceof GatewayState.Drained);
    }

    /** Lets it end by itself. */
    void leave() {
        links.forEach(GatewayLink::leave);
    }

    /** Ends it, and waits for that; returns whether nothing is left of it. */
    boolean end() throws InterruptedException {
        boolean gone = true;
        for (GatewayLink link : links) {
            link.close();
            gone &= link.awaitEnd(END_LIMIT);
        }
        return gone;
    }

    /** Ends the processes that stand for it; returns whether one still ran. */
    boolean cutOff() {
        boolean ran = false;
        for (GatewayLink link : links) {
            ran |= link.cutOff();
        }
        return ran;
    }
}
