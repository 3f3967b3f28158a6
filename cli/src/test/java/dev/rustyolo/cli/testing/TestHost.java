package dev.rustyolo.cli.testing;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine in a temporary directory: a user's home, a project, an installation and a docker client in the PATH. */
public final class TestHost {
    public static final String AGENT_HASH = "0123456789abcdef";
    public static final String GATEWAY_HASH = "fedcba9876543210";

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private Account account = new Account(1000, 1000);
    private boolean terminal;

    /** Makes it in an empty directory. */
    public TestHost(Path temporary) {
        try {
            this.root = temporary.toRealPath();
            Files.createDirectories(home().resolve(".ssh"));
            Files.createFile(home().resolve(".gitconfig"));
            Files.createDirectories(project());
            Files.createDirectories(installation().resolve("lib/images/agent"));
            Files.createDirectories(installation().resolve("lib/images/gateway"));
            Files.writeString(installation().resolve("lib/images/agent.hash"), AGENT_HASH + "\n");
            Files.writeString(
                    installation().resolve("lib/images/agents.properties"), "aider=3.0\nclaude=1.0\ncodex=2.0\n");
            Files.writeString(installation().resolve("lib/images/gateway.hash"), GATEWAY_HASH + "\n");
            Files.createDirectories(installation().resolve("lib/seccomp"));
            Files.writeString(installation().resolve("lib/seccomp/agent.json"), "{}\n");
            Files.writeString(installation().resolve("lib/seccomp/gateway.json"), "{}\n");
            Files.writeString(
                    installation().resolve("lib/images/base.properties"),
                    "official=debian@sha256:0\nlocal=base:local\n");
            Files.writeString(
                    installation().resolve("lib/images/agent/Dockerfile"), "# Stage rootfs: ours\nFROM scratch\n");
            Files.writeString(installation().resolve("lib/images/agent/Dockerfile.from"), "FROM ${FROM_IMAGE}\n");
            Files.writeString(installation().resolve("lib/images/agent/Dockerfile.newest"), "RUN newest\n");
            Files.writeString(installation().resolve("lib/images/gateway/Dockerfile"), "FROM scratch\n");
            Files.writeString(root.resolve("resolv.conf"), "nameserver 198.51.100.53\n");
            Files.createDirectories(root.resolve("bin"));
            Files.createFile(
                    docker(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("PATH", root.resolve("bin").toString());
        environment.put("TERM", "xterm-256color");
    }

    public Path root() {
        return root;
    }

    public Path home() {
        return root.resolve("home/user");
    }

    public Path project() {
        return root.resolve("home/user/project");
    }

    public Path installation() {
        return root.resolve("opt/rustyolo");
    }

    public Path state() {
        return home().resolve(".local/state/rustyolo");
    }

    public Path docker() {
        return root.resolve("bin/docker");
    }

    public TestHost with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public TestHost as(Account who) {
        account = who;
        return this;
    }

    public TestHost onTerminal() {
        terminal = true;
        return this;
    }

    /** The facts, in the project's directory. */
    public Host host() {
        return hostIn(project());
    }

    /** The facts, in another directory. */
    public Host hostIn(Path workingDirectory) {
        return new Host(
                environment,
                workingDirectory,
                home(),
                home(),
                account,
                terminal,
                Locations.of(environment, home(), installation()),
                List.of(root.resolve("resolv.conf")),
                root.resolve("fib_trie"));
    }
}
