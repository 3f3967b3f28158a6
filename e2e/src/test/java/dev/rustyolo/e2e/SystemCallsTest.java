package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which system calls get through (catalogue T34, T83 to T85). Each that must not is tried in a session, and, as the
 * positive control, by a privileged process that nothing filters. The tools that people work with still do.
 */
final class SystemCallsTest {
    private static final String IMAGE = "llm-rustyolo:latest";
    /** What the calls in the table need to get as far as their wrong arguments. */
    private static final List<String> PRIVILEGES = List.of(
            "DAC_READ_SEARCH",
            "NET_RAW",
            "SYSLOG",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_CHROOT",
            "SYS_MODULE",
            "SYS_PACCT",
            "SYS_PTRACE",
            "SYS_RAWIO",
            "SYS_TIME",
            "SYS_TTY_CONFIG");

    /** The suite's own: the agents' image has none. */
    private static final String JDK = System.getProperty("java.home");

    private static final Map<String, String> TOOLS = Map.ofEntries(
            Map.entry("claude", "claude --version"),
            Map.entry("git", """
                    set -e; cd "$(mktemp -d)"; git init -q a; cd a; git config user.email a@b; git config user.name a
                    echo x > x; git add x; git commit -q -m x; git gc -q; git clone -q . ../b-$$; git log; git worktree add ../w-$$"""),
            Map.entry("node", "node workers.js"),
            Map.entry("npm", "cd \"$(mktemp -d)\" && npm init -y && npm ls"),
            Map.entry("python", "python3 processes.py"),
            Map.entry("debugger", "python3 debugger.py"),
            Map.entry("ripgrep", "rg --threads 4 --quiet root /etc"),
            Map.entry("ssh", "ssh -V && ssh-keygen -q -t ed25519 -N '' -f \"$(mktemp -d)/key\""),
            Map.entry("jobs", "bash -c 'coproc cat; (sleep 0 & wait); echo x | sort | tee /dev/null; timeout 5 true'"),
            Map.entry("terminal", "python3 -c 'import pty, sys; sys.exit(pty.spawn([\"tty\"]))'"),
            Map.entry(
                    "files",
                    "cd \"$(mktemp -d)\" && cp -a /etc/passwd a && tar czf b a && dd if=a of=c bs=1k && sync c"),
            Map.entry(
                    "modes",
                    "cd \"$(mktemp -d)\" && touch a && chmod 2755 a && mkdir -m 3777 b && install -m 0711 a c && test -x c"
                            + " && python3 -c 'import os, tempfile; os.mkfifo(\"p\"); tempfile.TemporaryFile()'"),
            Map.entry("processes", "ps aux && nice true && setsid true && taskset 1 true && flock /tmp true"),
            Map.entry("no randomisation", "setarch --addr-no-randomize true"),
            Map.entry("jvm", "/opt/jdk/bin/java Machine.java"),
            Map.entry("jvm with ZGC", "/opt/jdk/bin/java -XX:+UseZGC Machine.java"));

    @TestFactory
    Stream<DynamicTest> refused() {
        Map<String, Row> sandbox;
        Map<String, Row> control;
        try (Project project = Project.withProbes(Account.unprivileged())) {
            sandbox = rows(Rustyolo.in(project).with("--offline").run("--", "python3", "syscalls.py"));
            control = rows(withoutFilter(project));
        }
        assertThat(sandbox.keySet()).isEqualTo(control.keySet());
        // What this kernel has not says the same without a filter, and proves nothing.
        List<Row> proving = sandbox.values().stream()
                .filter(row -> !row.expected().contains(row.got()) || !row.equals(control.get(row.name())))
                .toList();
        assertThat(proving).hasSizeGreaterThan(150);
        return proving.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.name(), () -> assertThat(row.got()).isIn(row.expected())));
    }

    @TestFactory
    Stream<DynamicTest> toolsWork() {
        Map<String, Output> ended;
        try (Project project = Project.withProbes(Account.unprivileged());
                Program session = Rustyolo.in(project)
                        .with("--offline", "--allow-unsafe-mount", JDK, "-v", JDK + ":/opt/jdk:ro")
                        .start("--", "python3", "runner.py")) {
            session.out().await("the word ready", Rustyolo.PATIENCE, "ready"::equals);
            ended = new Runner(session).run(TOOLS);
        }
        return ended.entrySet().stream()
                .map(tool -> DynamicTest.dynamicTest(
                        tool.getKey(),
                        () -> assertThat(tool.getValue().exitCode())
                                .as(tool.getValue().text())
                                .isZero()));
    }

    @Test
    void aSandboxOfTheAgentsOwnIsToldWhyItFails() {
        try (Project project = Project.create(Account.unprivileged())) {
            Output policy = Rustyolo.in(project).with("--offline").run("--", "cat", "/run/rustyolo/policy.md");

            assertThat(policy.out()).contains("bubblewrap");
        }
    }

    /** Returns what came out otherwise than it must in a sandbox. */
    static List<String> unexpected(Output output) {
        return rows(output).values().stream()
                .filter(row -> !row.expected().contains(row.got()))
                .map(Row::name)
                .toList();
    }

    private static Output withoutFilter(Project project) {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--network=none", "--user=0:0"));
        arguments.addAll(List.of("--security-opt=seccomp=unconfined", "--security-opt=apparmor=unconfined"));
        PRIVILEGES.forEach(privilege -> arguments.add("--cap-add=" + privilege));
        arguments.addAll(List.of("--volume=" + project.directory() + ":/app:ro", IMAGE, "python3", "syscalls.py"));
        return Docker.attempt(arguments.toArray(String[]::new));
    }

    private static Map<String, Row> rows(Output output) {
        assertThat(output.exitCode()).as(output.text()).isZero();
        Map<String, Row> rows = new TreeMap<>();
        for (String line : output.out().lines().toList()) {
            String[] fields = line.split("\t", 3);
            rows.put(fields[0], new Row(fields[0], Set.of(fields[1].split("\\|", -1)), fields[2]));
        }
        return rows;
    }

    /**
     * One attempt.
     *
     * @param name what was tried
     * @param expected what may come of it in the sandbox: "ok", an error's name or a signal's
     * @param got what came of it
     */
    private record Row(String name, Set<String> expected, String got) {}
}
