package dev.rustyolo.cli.command;

import dev.rustyolo.cli.agent.PermissionMode;
import dev.rustyolo.cli.config.Setting;
import dev.rustyolo.cli.config.Settings;
import dev.rustyolo.cli.engine.DockerEngine;
import dev.rustyolo.cli.engine.DockerImages;
import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.image.ShippedImages;
import dev.rustyolo.cli.launch.Background;
import dev.rustyolo.cli.launch.ClaimedGateway;
import dev.rustyolo.cli.launch.ContainerRequest;
import dev.rustyolo.cli.launch.Details;
import dev.rustyolo.cli.launch.DryRun;
import dev.rustyolo.cli.launch.Durations;
import dev.rustyolo.cli.launch.FilesRequest;
import dev.rustyolo.cli.launch.LaunchPlan;
import dev.rustyolo.cli.launch.LaunchPlanner;
import dev.rustyolo.cli.launch.LaunchRequest;
import dev.rustyolo.cli.launch.LaunchTools;
import dev.rustyolo.cli.launch.Launcher;
import dev.rustyolo.cli.launch.LimitsRequest;
import dev.rustyolo.cli.launch.NetworkRequest;
import dev.rustyolo.cli.launch.Secrets;
import dev.rustyolo.cli.launch.Target;
import dev.rustyolo.cli.launch.Timings;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.update.VersionNotice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs an agent, or any program, in a sandbox: what the program does when no verb is given. */
final class SessionCommand {
    private final Host machine;
    private final Processes processes;
    private final Printer printer;
    private final Supplier<String> sessions;
    private final Settings settings;

    /**
     * Runs on that host.
     *
     * @param host the machine
     * @param processes what starts programs
     * @param printer what the person is told with
     * @param sessions names for new sessions
     * @param settings what the configuration files say
     */
    SessionCommand(Host host, Processes processes, Printer printer, Supplier<String> sessions, Settings settings) {
        this.machine = host;
        this.processes = processes;
        this.printer = printer;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** Runs it, or shows what would be run; returns the exit code. */
    int run(ParsedLine line, Target target, Timings timings) {
        LaunchRequest request = request(line, target, settings);
        EngineChoice choice = EngineChoice.of(line.value(SessionOption.ENGINE), machine, processes);
        Host host = choice.host();
        SandboxId id = new SandboxId(sessions.get(), Owner.of(host));
        String gatewayImage = new ShippedImages(host.locations().installation()).gatewayImage();
        LaunchPlanner planner = new LaunchPlanner(host, gatewayImage);
        LaunchPlanner.Draft draft;
        LaunchPlan plan;
        try {
            draft = planner.draft(request);
            plan = draft.plan(id);
        } catch (CliException e) {
            throw Blame.find(e, settings, part -> planner.plan(request(line, target, part), id));
        }
        Duration warm = warm(line, host);
        EngineClient found = EngineClient.find(
                choice.dialect(), host, processes, plan.workspace().mounts());
        Engine engine = new DockerEngine(found.client(), DockerEngine.setsid());
        plan = reachable(plan, engine);
        choice.say(printer);
        ImageStore images = new DockerImages(found.client());
        ImageBuilder builder = new ImageBuilder(images, host, printer);
        if (line.has(SessionOption.DRY_RUN)) {
            LaunchPlan known = plan.ownImage() ? plan.running(builder.remembered(plan.agents())) : plan;
            LaunchPlan shown = told(known, line);
            shown.lines().warnings().forEach(printer::warn);
            shown.lines().notes().forEach(printer::say);
            printer.answer(DryRun.of(shown, engine));
            return ExitCode.OK.code();
        }
        VersionNotice notice = notice(line, host, found.processes());
        List<SessionFile> secrets = new Secrets(host, found.processes()).read(line.values(SessionOption.SECRET));
        Optional<ClaimedGateway> claimed = warm.isZero()
                ? Optional.empty()
                : new SpareGateways(host.locations())
                        .claim(plan.sandbox().gateway().kind())
                        .map(directory -> ClaimedGateway.of(directory, engine));
        if (claimed.isPresent()) {
            plan = planned(draft, claimed.get(), id.owner());
        }
        timings.done("parse");
        LaunchTools tools = new LaunchTools(engine, images, builder, host, printer, timings, notice::begun);
        int code = new Launcher(tools, new Background(host, found.processes(), warm, choice.name()))
                .launch(told(plan, line).with(secrets), claimed);
        if (line.has(SessionOption.TIMINGS)) {
            timings.lines().forEach(printer::say);
        }
        notice.lines().forEach(printer::say);
        return code;
    }

    /** The plan of the session whose gateway it was. */
    private static LaunchPlan planned(LaunchPlanner.Draft draft, ClaimedGateway claimed, String owner) {
        try {
            return draft.plan(new SandboxId(claimed.directory().session(), owner));
        } catch (RuntimeException e) {
            claimed.abandon();
            throw e;
        }
    }

    /** Who uses published ports comes from this machine's own address, which only the engine knows. */
    private static LaunchPlan reachable(LaunchPlan plan, Engine engine) {
        GatewaySpec gateway = plan.sandbox().gateway();
        return gateway.published().isEmpty() ? plan : plan.usedFrom(engine.machineOn(gateway.network()));
    }

    private VersionNotice notice(ParsedLine line, Host host, Processes clean) {
        boolean allowed = !line.has(SessionOption.SKIP_VERSION_CHECK)
                && !line.has(SessionOption.QUIET)
                && !line.has(SessionOption.OFFLINE)
                && !settings.isOn(Setting.OFFLINE)
                && !settings.either(Setting.UPDATE_CHECK, "").equals("false");
        return new VersionNotice(host, clean, Clock.systemUTC(), Version.current(), allowed);
    }

    /** The plan that says as much as the person wants to hear. */
    private static LaunchPlan told(LaunchPlan plan, ParsedLine line) {
        return line.has(SessionOption.VERBOSE) ? plan.telling(Details.of(plan)) : plan;
    }

    private static Duration warm(ParsedLine line, Host host) {
        String typed = line.value(SessionOption.WARM_TTL);
        return typed.isEmpty()
                ? Durations.parse("RUSTYOLO_WARM_TTL", host.variable("RUSTYOLO_WARM_TTL"))
                : Durations.parse(SessionOption.WARM_TTL.longName(), typed);
    }

    private static LaunchRequest request(ParsedLine line, Target target, Settings settings) {
        return new LaunchRequest(
                target,
                settings.either(Setting.INJECT_MESSAGE, line.value(SessionOption.INJECT_MESSAGE)),
                settings.either(Setting.AUDIT_LOG, line.value(SessionOption.AUDIT_LOG)),
                permissions(line),
                network(line, settings),
                new FilesRequest(
                        settings.volumes(line.values(SessionOption.VOLUME)),
                        settings.either(Setting.AUTH_HOME, line.value(SessionOption.AUTH_HOME)),
                        line.has(SessionOption.SHARE_STATE) || settings.isOn(Setting.SHARE_STATE),
                        line.has(SessionOption.HOST_CONFIG) || settings.isOn(Setting.HOST_CONFIG),
                        settings.either(Setting.CA_CERT, line.value(SessionOption.CA_CERT)),
                        line.values(SessionOption.ALLOW_UNSAFE_MOUNT)),
                new ContainerRequest(
                        settings.with(Setting.ENV, line.values(SessionOption.ENV)),
                        line.values(SessionOption.SECRET),
                        settings.either(Setting.IMAGE, line.value(SessionOption.IMAGE)),
                        line.value(SessionOption.USER),
                        limits(line, settings),
                        settings.either(Setting.GPUS, line.value(SessionOption.GPUS)),
                        settings.either(Setting.SECCOMP_PROFILE, line.value(SessionOption.SECCOMP_PROFILE))));
    }

    private static LimitsRequest limits(ParsedLine line, Settings settings) {
        return new LimitsRequest(
                settings.either(Setting.MEMORY, line.value(SessionOption.MEMORY)),
                settings.either(Setting.CPUS, line.value(SessionOption.CPUS)),
                settings.either(Setting.PIDS_LIMIT, line.value(SessionOption.PIDS_LIMIT)),
                settings.either(Setting.TMP_SIZE, line.value(SessionOption.TMP_SIZE)),
                settings.either(Setting.SHM_SIZE, line.value(SessionOption.SHM_SIZE)));
    }

    /** What the files allow is silent where nothing is to be reached; what is typed beside it is a contradiction. */
    private static NetworkRequest network(ParsedLine line, Settings settings) {
        boolean offline = line.has(SessionOption.OFFLINE) || settings.isOn(Setting.OFFLINE);
        List<String> typed = line.values(SessionOption.ALLOW_DOMAINS);
        return new NetworkRequest(
                offline ? typed : settings.with(Setting.ALLOW_DOMAINS, typed),
                settings.with(Setting.DENY_DOMAINS, line.values(SessionOption.DENY_DOMAINS)),
                offline,
                settings.either(Setting.DNS_SERVERS, line.values(SessionOption.DNS_SERVERS)),
                settings.with(Setting.ALLOW_PRIVATE, line.values(SessionOption.ALLOW_PRIVATE)),
                settings.either(Setting.NETWORK, line.value(SessionOption.NETWORK)),
                settings.either(Setting.POOL, line.value(SessionOption.POOL)),
                line.values(SessionOption.PUBLISH));
    }

    private static PermissionMode permissions(ParsedLine line) {
        boolean skip = line.has(SessionOption.YOLO);
        boolean ask = line.has(SessionOption.NO_YOLO);
        if (skip && ask) {
            throw CliException.usage("--yolo and --no-yolo contradict each other", "give one of them");
        }
        return skip ? PermissionMode.SKIP : ask ? PermissionMode.ASK : PermissionMode.DEFAULT;
    }
}
