package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.agent.AgentState;
import dev.rustyolo.cli.agent.Credential;
import dev.rustyolo.cli.agent.HostConfig;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.CanonicalPath;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.state.KeptFile;
import dev.rustyolo.cli.state.SessionState;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.MountSafety;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.cli.workspace.ProjectLinks;
import dev.rustyolo.cli.workspace.SandboxPaths;
import dev.rustyolo.cli.workspace.StateMounts;
import dev.rustyolo.cli.workspace.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides what of agents' state a session sees: a directory of its own, into which the logins are copied and the
 * project's history is mounted, or, if the person says so, the one directory of all sessions.
 */
final class StatePlanner {
    private static final String NO_AUTH_HOME = "none";

    private final Host host;
    private final Project project;
    private final MountSafety safety;

    StatePlanner(Host host, Project project, MountSafety safety) {
        this.host = host;
        this.project = project;
        this.safety = safety;
    }

    /**
     * Decides it.
     *
     * @param request what the person asked for
     * @param agent what the agent keeps
     * @param session the session's directory
     */
    StatePlan plan(FilesRequest request, AgentState agent, Path session) {
        List<Path> authHome = authHome(request.authHome());
        for (Path directory : authHome) {
            safety.requireDirectory(directory, "the directory of logins");
        }
        List<BindMount> hostConfig = request.hostConfig() ? hostConfig(agent) : List.of();
        if (request.shareState()) {
            return shared(agent, authHome, hostConfig);
        }
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<KeptFile> kept = new ArrayList<>();
        List<BindMount> inner = new ArrayList<>();
        List<Path> ours = new ArrayList<>(authHome);
        for (Path logins : authHome) {
            Path history = CanonicalPath.of(host.locations().history()).resolve(project.key());
            for (Credential credential : agent.credentials()) {
                kept.add(new KeptFile(logins, credential.file(), credential.form(), true));
            }
            for (String file : agent.historyFiles()) {
                kept.add(new KeptFile(history, file, new Credential.Form.Text(), false));
            }
            for (String directory : agent.history()) {
                ours.add(history.resolve(directory));
                inner.add(BindMount.writable(history.resolve(directory), SandboxPaths.AUTH_HOME + "/" + directory));
            }
            if (!agent.credentials().isEmpty()) {
                notes.add("kept of the agent's own files: its login in " + logins + ", and this project's history");
            }
            if (Project.surrounding(project.directory(), host.home()).stream().anyMatch(logins::startsWith)) {
                warnings.add(
                        "the directory of logins, " + logins + ", is in the project: agents can read and change it");
            }
        }
        inner.addAll(hostConfig);
        return new StatePlan(
                new StateMounts(session.resolve(SessionState.DIRECTORY), true, inner, ours, needed(agent)),
                kept,
                agent.seeds(),
                notes,
                warnings);
    }

    private static StatePlan shared(AgentState agent, List<Path> authHome, List<BindMount> hostConfig) {
        if (authHome.isEmpty()) {
            throw CliException.usage(
                    "--share-state needs a directory to share, and --auth-home is " + NO_AUTH_HOME,
                    "leave one of them out");
        }
        Path directory = authHome.getFirst();
        return new StatePlan(
                new StateMounts(directory, false, hostConfig, authHome, needed(agent)),
                List.of(),
                Map.of(),
                List.of(),
                List.of("AGENTS' STATE IS SHARED (--share-state): hooks, commands, settings and plugins that this agent"
                        + " leaves in " + directory + " run in the sessions of all projects"));
    }

    private static List<Path> needed(AgentState agent) {
        return agent.directories().stream().map(Path::of).toList();
    }

    private List<BindMount> hostConfig(AgentState agent) {
        List<BindMount> mounts = new ArrayList<>();
        for (HostConfig config : agent.hostConfig()) {
            Path directory = host.home().resolve(config.source());
            for (String name : config.names()) {
                Path source = directory.resolve(name);
                if (Files.exists(source)) {
                    BindMount mount = BindMount.readOnly(
                            ProjectLinks.follow(source, host),
                            SandboxPaths.AUTH_HOME + "/" + config.destination() + "/" + name);
                    safety.requireVolume(mount);
                    mounts.add(mount);
                }
            }
        }
        return mounts;
    }

    private List<Path> authHome(String typed) {
        if (typed.equals(NO_AUTH_HOME)) {
            return List.of();
        }
        Path directory =
                typed.isEmpty() ? host.home().resolve(".config").resolve("rustyolo") : Volume.expand(typed, host);
        return List.of(ProjectLinks.follow(directory, host));
    }
}
