package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people choose about a sandbox, as it is seen from inside; and what is written down about it. */
@ExtendWith(LabExtension.class)
final class OptionsTest {
    /** Prints the limits of its own control group, of version 2 or 1, and the sizes of what is in memory. */
    private static final String LIMITS = """
            cd /sys/fs/cgroup
            cat memory.max 2>/dev/null || cat memory/memory.limit_in_bytes
            cat pids.max 2>/dev/null || cat pids/pids.max
            cat cpu.max 2>/dev/null || cat cpu,cpuacct/cpu.cfs_quota_us 2>/dev/null || cat cpu/cpu.cfs_quota_us
            df --output=size -B1 /tmp /dev/shm | tail -n 2
            grep Seccomp: /proc/self/status
            """;

    private static final String OWN_PROFILE = """
            {"defaultAction": "SCMP_ACT_ALLOW",
             "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38}]}
            """;

    /** Rootless Podman can't hold a container to limits under control groups of version 1. */
    private static final boolean BOUNDED =
            !Engine.current().isPodman() || Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));

    private final Project project = Project.create(Account.unprivileged());
    private final Rustyolo rustyolo;

    OptionsTest(Lab lab) {
        this.rustyolo = Rustyolo.inLab(project, lab);
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void limitsAreSeenInside() {
        Output end = rustyolo.with("--memory", "512m", "--pids-limit", "77", "--cpus", "1.5")
                .with("--tmp-size", "32m", "--shm-size", "16m")
                .run("--", "sh", "-c", LIMITS);

        assertThat(lines(end))
                .as(end.text())
                .satisfies(lines -> {
                    if (BOUNDED) {
                        assertThat(lines.get(0)).isEqualTo("536870912");
                        assertThat(lines.get(1)).isEqualTo("77");
                        assertThat(lines.get(2)).startsWith("150000");
                    }
                })
                .endsWith("33554432", "16777216", "Seccomp: 2");
    }

    @Test
    void limitsAndSystemCallsCanBeOpenedAndThatIsSaid() {
        Output end = rustyolo.with("--memory", "unlimited", "--pids-limit", "unlimited", "--cpus", "unlimited")
                .with("--seccomp-profile", "none")
                .run("--", "sh", "-c", LIMITS);

        assertThat(lines(end))
                .as(end.text())
                .satisfies(lines -> {
                    if (BOUNDED) {
                        // Version 1 of control groups says it with the greatest number of pages.
                        assertThat(lines.get(0)).isIn("max", "9223372036854771712");
                        assertThat(lines.get(1)).isEqualTo("max");
                        assertThat(lines.get(2)).isIn("max 100000", "-1");
                    }
                })
                .endsWith("1073741824", "67108864", "Seccomp: 0");
        assertThat(end.err())
                .contains("WARNING: THE AGENT MAY MAKE ANY SYSTEM CALL")
                .contains("WARNING: MEMORY IS NOT BOUNDED", "WARNING: PROCESSES ARE NOT BOUNDED");
    }

    @Test
    void aProfileOfOnesOwnDecidesUnlessAnAgentCanWriteIt() {
        Path profile = project.write(project.home().resolve("own.json"), OWN_PROFILE);
        project.write("own.json", OWN_PROFILE);
        String[] words = {
            "--", "sh", "-c", "grep Seccomp: /proc/self/status; mkdir /tmp/x; unshare -U true && echo made"
        };

        Output own = rustyolo.with("--seccomp-profile", profile.toString()).run(words);
        Output ours = rustyolo.run(words);
        Output planted = rustyolo.with("--seccomp-profile", "own.json").run(words);

        assertThat(lines(own)).as(own.text()).first().isEqualTo("Seccomp: 2");
        assertThat(own.err()).contains("mkdir", "Function not implemented");
        assertThat(ours.err()).doesNotContain("Function not implemented");
        assertThat(planted.exitCode()).isEqualTo(2);
        assertThat(planted.err()).contains("an agent can write there");
    }

    @Test
    void aMessageReachesTheAgent() {
        Output dry =
                rustyolo.with("--dry-run", "--inject-message", "Speak Latin.").run("claude", "-p", "hello");
        Output inside = rustyolo.with("--inject-message", "Speak Latin.", "--quiet")
                .run("--", "tail", "-n", "1", "/run/rustyolo/policy.md");

        assertThat(dry.out()).contains(" --append-system-prompt ", "root file system is read-only.", "Speak Latin.");
        assertThat(inside.out()).isEqualTo("Speak Latin.\n");
        assertThat(inside.err().lines().filter(line -> Engine.current().isBounded() || !line.contains("NOT BOUNDED")))
                .as("what is said with --quiet")
                .isEmpty();
    }

    @Test
    void aLogTellsWhatWasAllowedAndRefused() throws IOException {
        Output end = rustyolo.with("--audit-log", "verbose", "--allow-domains", "allowed.test")
                .run(
                        "--",
                        "sh",
                        "-c",
                        "curl -sS -m 10 http://allowed.test/ >got; curl -sS -m 5 http://evil.test/;"
                                + " curl -sS -m 5 http://198.51.100.9:99/; exit 5");
        assertThat(end.exitCode()).as(end.text()).isEqualTo(5);

        Output words = verb("logs");
        Output denied = verb("logs", "--denied", "--json");
        Output list = verb("logs", "--list");
        assertThat(words.out())
                .containsSubsequence(
                        "started session ", "allowed allowed.test:80 at ", "denied  dns: evil.test", "exit code 5");
        assertThat(denied.out().lines())
                .anyMatch(line -> line.contains("\"layer\":\"dns\",\"name\":\"evil.test\""))
                .anyMatch(line -> line.contains("\"layer\":\"kernel\",\"name\":\"198.51.100.9\",\"port\":99"))
                .allMatch(line -> line.startsWith("{\"type\":\"denied\",\"time\":\"") && line.endsWith("}"))
                .allMatch(line -> line.contains("\"project\":\"" + project.directory() + "\",\"agent\":\"sh\""));
        assertThat(list.out()).contains("exit code 5, ", " refused: sh in " + project.directory());
        assertThat(logs()).singleElement().satisfies(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.getAttribute(file, "unix:uid"))
                    .isEqualTo(project.account().typist().uid());
        });
    }

    @Test
    void aLogIsFollowedToTheEndAndThereIsNoneForWhoWantsNone() throws IOException {
        try (Session session =
                        rustyolo.session("--", "sh", "-c", "echo ready; read word; curl -sS -m 5 http://evil.test/");
                var follower = new Rustyolo(project, rustyolo.environment(), List.of())
                        .start("logs", "--follow", session.id())) {
            follower.out().await("the first line", Rustyolo.PATIENCE, line -> line.contains("started session"));
            session.program().send("go");
            Output end = session.finish();
            Output followed = follower.await(Rustyolo.PATIENCE);

            assertThat(followed.out()).as(end.text()).contains("denied  dns: evil.test", "ended   exit code ");
            assertThat(followed.exitCode()).isZero();
        }
        assertThat(logs()).hasSize(1);

        rustyolo.with("--audit-log", "none").run("--", "true");

        assertThat(logs()).hasSize(1);
    }

    /** Catalogue T158: what an agent causes fills no disk, and is counted. */
    @Test
    void aFloodOfRefusalsFillsNoDisk() throws IOException {
        String flood = """
                import socket
                for i in range(30000):
                  try: socket.gethostbyname('flood%d.test' % i)
                  except OSError: pass
                """;
        Output end = rustyolo.run("--", "python3", "-c", flood);

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(logs().stream().mapToLong(file -> file.toFile().length()).sum())
                .isBetween(1L << 20, 6L << 20);
        Output words = verb("logs");
        assertThat(words.out())
                .contains("started session ", "flood0.test", "exit code 0")
                .contains(" lines are left out: ");
    }

    @ParameterizedTest
    @CsvSource({
        "bash, bash-completion/completions/rustyolo",
        "zsh, zsh/site-functions/_rustyolo",
        "fish, fish/vendor_completions.d/rustyolo.fish"
    })
    void theInstallationHasCompletionForShells(String shell, String file) {
        Path share = Rustyolo.binary().resolve("../../share").normalize();

        assertThat(project.readAt(share.resolve(file).toString()))
                .isEqualTo(verb("completion", shell).out());
    }

    private Output verb(String... words) {
        Output end = new Rustyolo(project, rustyolo.environment(), List.of()).run(words);
        assertThat(end.exitCode()).as(end.text()).isZero();
        return end;
    }

    private List<Path> logs() {
        try (Stream<Path> files = Files.list(project.home().resolve(".local/state/rustyolo/audit"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Output end) {
        return end.out().lines().map(line -> line.strip().replace('\t', ' ')).toList();
    }
}
