package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.image.Certificates;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.SandboxPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files a session writes for its sandbox. */
final class SessionFiles {
    /** The agent's environment: read by the engine, never mounted. */
    static final String ENVIRONMENT = "env";

    private SessionFiles() {}

    static List<SessionFile> of(
            Account agent, String policyText, List<Path> certificates, AgentEnvironment environment) {
        List<SessionFile> files = new ArrayList<>();
        files.add(new SessionFile("passwd", "/etc/passwd", passwd(agent)));
        files.add(new SessionFile("group", "/etc/group", group(agent)));
        files.add(new SessionFile("hosts", "/etc/hosts", "127.0.0.1 localhost rustyolo\n::1 localhost\n"));
        files.add(new SessionFile("resolv.conf", "/etc/resolv.conf", "nameserver 127.0.0.1\n"));
        files.add(new SessionFile("policy.md", SandboxPaths.POLICY, policyText));
        for (Path file : certificates) {
            files.add(new SessionFile("ca.pem", SandboxPaths.CA_BUNDLE, Certificates.readWithSystem(file)));
        }
        files.add(new SessionFile(ENVIRONMENT, "", environment.fileContent()));
        return List.copyOf(files);
    }

    /** How the sandbox sees those that it sees. */
    static List<BindMount> mounts(List<SessionFile> files, Path directory) {
        List<BindMount> mounts = new ArrayList<>();
        for (SessionFile file : files) {
            if (!file.destination().isEmpty()) {
                mounts.add(BindMount.readOnly(directory.resolve(file.name()), file.destination()));
            }
        }
        return mounts;
    }

    /** See passwd(5). The agent has a name, whatever its number. */
    private static String passwd(Account agent) {
        return "root:x:0:0:root:/root:/usr/sbin/nologin\n"
                + "agent:x:" + agent.uid() + ":" + agent.gid() + ":agent:" + SandboxPaths.HOME + ":/bin/sh\n"
                + (agent.uid() == 65534 ? "" : "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n");
    }

    private static String group(Account agent) {
        return "root:x:0:\n" + "agent:x:" + agent.gid() + ":\n" + (agent.gid() == 65534 ? "" : "nogroup:x:65534:\n");
    }
}
