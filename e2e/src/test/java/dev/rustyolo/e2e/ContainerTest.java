package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent's process may do (catalogue section H), seen from inside and with the engine's eyes (section R). */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainerTest {
    private final Account account = Account.unprivileged();
    private final Project project = Project.withProbes(account);
    private final Session session;
    private final Runner inside;

    ContainerTest(Lab lab) {
        session = Rustyolo.inLab(project, lab).with("-e", "MINE=1").session("--", "python3", "runner.py");
        inside = new Runner(session.program());
    }

    @AfterAll
    void endSession() {
        session.close();
        project.close();
    }

    @Test
    void theProcessIsTheUsersAndHasNoPrivilege() {
        Output status = inside.run("cat /proc/self/status; id -u; id -g; id -G");

        assertUnprivileged(status.out());
        assertThat(status.out()).endsWith("%1$d\n%2$d\n%2$d\n".formatted(account.uid(), account.gid()));
    }

    /** Asserts what /proc/self/status says of every process in the agent's container (proc_pid_status(5)). */
    static void assertUnprivileged(String status) {
        assertThat(status)
                .containsPattern("CapInh:\\s+0{16}\n")
                .containsPattern("CapPrm:\\s+0{16}\n")
                .containsPattern("CapEff:\\s+0{16}\n")
                .containsPattern("CapBnd:\\s+0{16}\n")
                .containsPattern("CapAmb:\\s+0{16}\n")
                .containsPattern("NoNewPrivs:\\s+1\n")
                .containsPattern("Seccomp:\\s+2\n");
    }

    @Test
    void rootInItsContainerHasNoCapabilityEither() {
        Output status = session.asRoot("cat", "/proc/self/status");

        assertThat(status.out()).containsPattern("Uid:\\s+0\\s");
        assertUnprivileged(status.out());
    }

    @Test
    void theEnvironmentIsExactlyThis() {
        Output environment = inside.run("tr '\\0' '\\n' < /proc/1/environ | cut -d= -f1 | sort");

        assertThat(environment.out().lines())
                .containsExactlyInAnyOrder(
                        "CURL_CA_BUNDLE",
                        "GIT_SSL_CAINFO",
                        "HOME",
                        "HOSTNAME",
                        "LANG",
                        "MINE",
                        "NODE_EXTRA_CA_CERTS",
                        "NPM_CONFIG_PREFIX",
                        "NPM_CONFIG_UPDATE_NOTIFIER",
                        "PATH",
                        "REQUESTS_CA_BUNDLE",
                        "SHELL",
                        "SSL_CERT_FILE",
                        "USER");
    }

    @Test
    void theDevicesAreExactlyThese() {
        assertThat(inside.run("for file in $(find /dev -path /dev/pts -prune -o -print); do"
                                + " if ! [ -L $file ] && { [ -c $file ] || [ -b $file ]; }; then echo $file; fi; done")
                        .out()
                        .lines())
                .containsExactlyInAnyOrder(
                        "/dev/full", "/dev/null", "/dev/random", "/dev/tty", "/dev/urandom", "/dev/zero");
    }

    /** Each command must fail, or print nothing: what it would do is what the sandbox is there to prevent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "touch /usr/x",
                "touch /etc/x",
                "touch /run/x",
                "echo x > /etc/passwd",
                "echo x > /etc/hosts",
                "echo x > /etc/resolv.conf",
                "echo x > /run/rustyolo/policy.md",
                "mount -t tmpfs none /mnt",
                "unshare --user true",
                "unshare --user --map-root-user --net true",
                "unshare --net true",
                "mknod /tmp/null c 1 3",
                "su -c id",
                "echo 1 > /proc/sys/net/ipv4/ip_forward",
                "echo b > /proc/sysrq-trigger",
                "ip link add dummy0 type dummy",
                "kill -0 $(pgrep -n java)",
                "cat /proc/kcore",
                "dmesg",
                "chroot / true",
                "python3 -c 'import os; os.setuid(0)'",
                "python3 -c 'import os; os.open(\"/dev/kvm\", os.O_RDWR)'",
            })
    void isRefused(String command) {
        Output output = inside.run("(" + command + ") >/dev/null 2>&1 && echo done");

        assertThat(output.out()).isEmpty();
    }

    @Test
    void itIsNotTheKernelThatRefusesNamespaces() {
        Output made = Docker.attempt(
                "run",
                "--rm",
                "--pull",
                "never",
                "--user",
                "1000:1000",
                "--network",
                "none",
                "--log-driver",
                "none",
                "--security-opt",
                "seccomp=unconfined",
                "rustyolo-lab",
                "unshare",
                "--user",
                "true");

        assertThat(made.exitCode()).as("control: " + made.text()).isZero();
    }

    @Test
    void nothingInTheImageRaisesPrivileges() {
        assertThat(inside.run("find / -xdev -perm /6000 2>/dev/null").out()).isEmpty();
    }

    @Test
    void onlyItsOwnProcessesAreThere() {
        Output processes = inside.run("for p in /proc/[0-9]*; do stat -c %u $p; done 2>/dev/null | sort -u");

        assertThat(processes.out().strip()).isEqualTo(String.valueOf(account.uid()));
        assertThat(inside.run("cat /proc/[0-9]*/cmdline 2>/dev/null").out()).doesNotContain("java");
    }

    @Test
    void noSocketOfTheHostIsThere() {
        assertThat(inside.run("find / -type s 2>/dev/null; awk 'NR > 1 && NF > 7' /proc/net/unix")
                        .out())
                .isEmpty();
    }

    @Test
    void aCrashLeavesNoCore() {
        inside.run("sh -c 'kill -SEGV $$'");

        assertThat(inside.run("ulimit -Hc; ls -a /app /tmp | grep -i core")
                        .out()
                        .strip())
                .isEqualTo("0");
    }

    @Test
    void filesItMakesAreTheUsersAndOthersKeepTheirOwner() {
        inside.run("mkdir made && touch made/file && mkdir -p ~/.cache/x");

        assertThat(project.tree()).contains(project.directory().resolve("made/file"));
        assertThat(project.wronglyOwned()).isEmpty();
    }

    /** The rows of the CIS table of the catalogue, for the agent's container. */
    @ParameterizedTest
    @MethodSource("dev.rustyolo.e2e.CisRows#agent")
    void theEngineHoldsItThisWay(String template, String expected) {
        String value = inspect(session.agent(), template);

        assertThat(Stream.of(value.split(" ")).distinct().collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void itHasNoNetworkOfItsOwnAndNoSecurityOptionIsOff() {
        assertThat(inspect(session.agent(), "{{.HostConfig.NetworkMode}}"))
                .isEqualTo("container:" + inspect(session.gateway(), "{{.Id}}"));
        assertThat(inspect(session.agent(), "{{.HostConfig.SecurityOpt}}"))
                .contains("no-new-privileges")
                .doesNotContain("unconfined");
        assertThat(inspect(session.agent(), "{{.Config.User}}")).isEqualTo(account.uid() + ":" + account.gid());
    }

    @Test
    void itsMountsAreExactlyThese() {
        String mounts = inspect(session.agent(), "{{range .Mounts}}{{.Destination}} {{.RW}}\n{{end}}");

        assertThat(mounts.lines().sorted())
                .containsExactlyElementsOf(List.of(
                        "/app true",
                        "/etc/group false",
                        "/etc/hosts false",
                        "/etc/passwd false",
                        "/etc/resolv.conf false",
                        "/home/agent true",
                        "/home/agent/.config/rustyolo true",
                        "/run/rustyolo/ca.pem false",
                        "/run/rustyolo/policy.md false"));
    }

    @Test
    void theGatewayHasNoMountAndNothingToSpare() {
        if (Engine.current().isPodman()) {
            assertThat(inspect(session.gateway(), "{{.BoundingCaps}}"))
                    .isEqualTo("[CAP_NET_ADMIN CAP_SETGID CAP_SETUID]");
        } else {
            assertThat(inspect(session.gateway(), "{{.HostConfig.CapDrop}} {{.HostConfig.CapAdd}}"))
                    .isEqualTo("[ALL] [CAP_NET_ADMIN CAP_SETGID CAP_SETUID]".replace("CAP_", prefix()));
        }
        assertThat(Docker.attempt("exec", session.gateway(), "sh", "-c", "true").exitCode())
                .as("there is a shell in the gateway")
                .isNotZero();
    }

    /** Newer engines give capabilities their full names. */
    private String prefix() {
        return inspect(session.gateway(), "{{.HostConfig.CapAdd}}").contains("CAP_") ? "CAP_" : "";
    }

    private static String inspect(String container, String template) {
        return Docker.run("inspect", "--format", template, container);
    }
}
