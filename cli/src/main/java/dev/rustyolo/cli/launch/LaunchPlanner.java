package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.agent.AgentCommand;
import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.AgentState;
import dev.rustyolo.cli.audit.AuditLevel;
import dev.rustyolo.cli.audit.AuditSubject;
import dev.rustyolo.cli.engine.AgentSpec;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.Sandbox;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageKind;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.MountSafety;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.cli.workspace.ProjectLinks;
import dev.rustyolo.cli.workspace.SandboxPaths;
import dev.rustyolo.cli.workspace.StateMounts;
import dev.rustyolo.cli.workspace.Volume;
import dev.rustyolo.cli.workspace.Workspace;
import dev.rustyolo.policy.PublishedPort;
import dev.rustyolo.protocol.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks a request and decides everything about the run. Reads files, and changes nothing. */
public final class LaunchPlanner {
    /** For the test suite, which must see itself fail with a broken gateway. The person is told loudly. */
    static final String OTHER_GATEWAY = "RUSTYOLO_DANGEROUS_GATEWAY_IMAGE";

    /** Node adds these certificates to its own; the others read them in place of their own. */
    private static final List<String> CERTIFICATE_VARIABLES =
            List.of("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "GIT_SSL_CAINFO");

    private final Host host;
    private final String gatewayImage;

    /**
     * Plans runs on that host.
     *
     * @param host the machine
     * @param gatewayImage the gateway's image that belongs to this program
     */
    public LaunchPlanner(Host host, String gatewayImage) {
        this.host = host;
        this.gatewayImage = gatewayImage;
    }

    /**
     * A request whose lists have been read, which takes long when they are long.
     *
     * @see LaunchPlanner#draft
     */
    public final class Draft {
        private final LaunchRequest request;
        private final Egress egress;
        private final Project project = Project.at(host.workingDirectory());
        private final EngineAddress engine = EngineAddress.of(host);
        private final MountSafety safety;
        private final List<String> machine = HostNetworks.own(host);

        private Draft(LaunchRequest request, Egress egress) {
            this.request = request;
            this.egress = egress;
            this.safety = new MountSafety(host, engine, exemptions(request.files()));
        }

        /**
         * Plans one run of it.
         *
         * @param id the run's identity
         * @throws CliException when something in it is wrong, dangerous or contradictory
         */
        public LaunchPlan plan(SandboxId id) {
            return LaunchPlanner.this.plan(this, id);
        }
    }

    /**
     * Begins to plan.
     *
     * @param request what the person asked for
     * @throws CliException when what is to be reached is wrong or contradictory
     */
    public Draft draft(LaunchRequest request) {
        Optional<AgentDefinition> agent = request.target().definition();
        return new Draft(
                request,
                Egress.of(request.network(), agent.map(LaunchPlanner::domains).orElse(List.of()), host));
    }

    /** Plans one run, from the beginning. */
    public LaunchPlan plan(LaunchRequest request, SandboxId id) {
        return draft(request).plan(id);
    }

    private LaunchPlan plan(Draft draft, SandboxId id) {
        LaunchRequest request = draft.request;
        Egress egress = draft.egress;
        Project project = draft.project;
        MountSafety safety = draft.safety;
        Optional<AgentDefinition> agent = request.target().definition();
        Path directory = CanonicalPath.of(host.locations().sessions()).resolve(id.session());
        UserChoice user = UserChoice.of(request.container().user(), host, draft.engine, project);
        StatePlan state = new StatePlanner(host, project, safety)
                .plan(request.files(), agent.map(AgentDefinition::state).orElseGet(AgentState::none), directory);
        Workspace workspace = workspace(request.files(), project, safety, state.mounts());
        List<PublishedPort> published = Published.ports(request.network().publish());
        List<Path> certificates = certificates(request.files());
        AgentEnvironment environment = environment(request, certificates);
        SeccompChoice seccomp = SeccompChoice.of(request.container().seccomp(), host, workspace);
        String message = InjectedMessage.check(request.message());
        List<SessionFile> files = new ArrayList<>(SessionFiles.of(
                user.account(),
                PolicyText.file(egress, published, workspace.mounts(), message),
                certificates,
                environment));
        files.addAll(seccomp.files());
        List<BindMount> mounts = new ArrayList<>(workspace.mounts());
        mounts.addAll(SessionFiles.mounts(files, directory));
        if (!request.container().secrets().isEmpty()) {
            mounts.add(BindMount.readOnly(directory.resolve(Secrets.FILE), SandboxPaths.SECRETS));
        }
        boolean ownImage = request.container().image().isEmpty();
        AgentSpec spec = new AgentSpec(
                ownImage
                        ? ImageKind.AGENT.latest()
                        : ImageName.check(request.container().image()),
                Secrets.wrap(command(request), request.container().secrets()),
                user.account(),
                LimitOptions.limits(request.container().limits()),
                LimitOptions.space(request.container().limits()),
                GpuChoice.check(request.container().gpus()),
                seccomp.profile(host, directory),
                mounts,
                directory.resolve(SessionFiles.ENVIRONMENT),
                ProxySettings.blank(host, environment),
                host.terminal());
        return new LaunchPlan(
                new Sandbox(id, gateway(egress, published, user.account()), spec),
                start(egress, draft.machine, user.account()),
                egress::policy,
                workspace,
                state.session(workspace, owner(user.account())),
                files,
                environment.masked(),
                StartUpLines.of(egress, request.target().name(), workspace, state, safety, user, host, draft.engine)
                        .warning(weakened(request, spec, seccomp))
                        .warning(Published.warnings(published))
                        .telling(Published.notes(published)),
                audit(request, egress, project, id),
                ownImage || request.container().image().equals(ImageKind.AGENT.latest()),
                agent.map(AgentDefinition::name).stream().toList(),
                certificates);
    }

    private GatewaySpec gateway(Egress egress, List<PublishedPort> published, Account agent) {
        long uid = agent.uid() == GatewaySpec.UID ? GatewaySpec.UID + 1 : GatewaySpec.UID;
        String other = host.variable(OTHER_GATEWAY);
        return new GatewaySpec(
                other.isEmpty() ? gatewayImage : ImageName.check(other),
                egress.network(),
                SeccompProfile.GATEWAY.in(host),
                uid,
                egress.plan(),
                published,
                "");
    }

    private static Command.Start start(Egress egress, List<String> machine, Account agent) {
        return new Command.Start(
                Egress.texts(egress.allowRules()),
                Egress.texts(egress.denyRules()),
                egress.dnsServers(),
                Egress.texts(egress.dialable()),
                machine,
                agent.uid());
    }

    private List<Path> exemptions(FilesRequest request) {
        List<Path> exempt = new ArrayList<>();
        for (String typed : request.unsafeMounts()) {
            exempt.add(CanonicalPath.existingPath(Volume.expand(typed, host)));
        }
        return exempt;
    }

    /** Only where we are root is what we make given to the agent. */
    private List<Account> owner(Account agent) {
        return host.account().isRoot() ? List.of(agent) : List.of();
    }

    private Workspace workspace(FilesRequest request, Project project, MountSafety safety, StateMounts state) {
        safety.require(project.directory(), "the project directory");
        List<BindMount> volumes = new ArrayList<>();
        for (String typed : request.volumes()) {
            BindMount volume = Volume.parse(typed, host);
            safety.requireVolume(volume);
            volumes.add(volume);
        }
        Path home = CanonicalPath.of(host.locations().homes()).resolve(project.key());
        Workspace workspace = new Workspace(project, home, state, volumes, exemptions(request));
        workspace.check();
        return workspace;
    }

    private List<Path> certificates(FilesRequest request) {
        return request.caCertificate().isEmpty()
                ? List.of()
                : List.of(CanonicalPath.existingPath(
                        ProjectLinks.follow(Volume.expand(request.caCertificate(), host), host)));
    }

    private AgentEnvironment environment(LaunchRequest request, List<Path> certificates) {
        AgentEnvironment environment = new AgentEnvironment(host);
        request.target().definition().ifPresent(agent -> agent.environment().forEach(environment::set));
        if (!certificates.isEmpty()) {
            for (String name : CERTIFICATE_VARIABLES) {
                environment.set(name, SandboxPaths.CA_BUNDLE);
            }
        }
        for (String typed : request.container().environment()) {
            environment.add(typed, host);
        }
        for (String typed : request.container().secrets()) {
            environment.addSecret(Secret.parse(typed).name());
        }
        return environment;
    }

    private static List<String> command(LaunchRequest request) {
        return switch (request.target()) {
            case Target.Agent(AgentDefinition agent, List<String> arguments) ->
                AgentCommand.build(agent, arguments, request.permissions(), PolicyText.systemPrompt(request.message()));
            case Target.Program(List<String> command) -> command;
        };
    }

    private static List<String> weakened(LaunchRequest request, AgentSpec agent, SeccompChoice seccomp) {
        List<String> warnings = new ArrayList<>(seccomp.warnings());
        warnings.addAll(LimitOptions.warnings(agent.limits()));
        if (!agent.gpus().isEmpty()) {
            warnings.add("the agent may use GPUs, and talks to their driver in this machine's kernel");
        }
        boolean takesNone = request.target()
                .definition()
                .filter(definition -> definition.systemPrompts().isEmpty())
                .isPresent();
        if (!request.message().isEmpty() && takesNone) {
            warnings.add(request.target().name()
                    + " takes no text for its system prompt, so the message stands only in " + SandboxPaths.POLICY);
        }
        return warnings;
    }

    private static AuditPlan audit(LaunchRequest request, Egress egress, Project project, SandboxId id) {
        return new AuditPlan(
                AuditLevel.parse(request.audit()),
                new AuditSubject(
                        id.session(),
                        project.directory().toString(),
                        request.target().name(),
                        Stream.concat(
                                        Egress.texts(egress.allowRules()).stream(),
                                        Egress.texts(egress.plan().literals()).stream())
                                .toList(),
                        Egress.texts(egress.denyRules())));
    }

    private static List<String> domains(AgentDefinition agent) {
        return Stream.concat(agent.apiDomains().stream(), agent.loginDomains().stream())
                .toList();
    }
}
