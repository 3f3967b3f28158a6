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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What of the machine shows in the agent's container (catalogue section H): file systems, namespaces, the kernel's files,
 * descriptors; and how the engine holds the gateway (section R).
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SurfaceTest {
    private final Account account = Account.unprivileged();
    private final Project project = Project.withProbes(account);
    private final Session session;
    private final Runner inside;

    SurfaceTest(Lab lab) {
        session = Rustyolo.inLab(project, lab).with("-e", "MINE=1").session("--", "python3", "runner.py");
        inside = new Runner(session.program());
    }

    @AfterAll
    void endSession() {
        session.close();
        project.close();
    }

    /** Whatever looks like a setting of the kernel's, for the agent and for root. */
    @Test
    void nothingOfProcAndSysIsWritable() {
        String find = "find /sys /proc/sys /proc/irq /proc/bus /proc/fs /proc/sysrq-trigger -xdev -type f -writable"
                + " 2>/dev/null";

        assertThat(inside.run(find).out()).isEmpty();
        assertThat(session.asRoot("sh", "-c", find).out()).isEmpty();
        assertThat(inside.run("test -w /proc/self/comm && echo writable").out().strip())
                .as("control")
                .isEqualTo("writable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc/acpi",
                "/proc/asound",
                "/proc/kcore",
                "/proc/keys",
                "/proc/latency_stats",
                "/proc/sched_debug",
                "/proc/scsi",
                "/proc/timer_list",
                "/proc/timer_stats",
                "/sys/firmware",
                "/proc/sys/kernel/core_pattern.d",
            })
    void secretsOfTheKernelAreMasked(String path) {
        String look = "if [ -d %1$s ]; then ls -A %1$s; else head -c 1 %1$s 2>/dev/null; fi".formatted(path);

        assertThat(session.asRoot("sh", "-c", look).out()).isEmpty();
    }

    @Test
    void itsNamespacesAreItsOwn() throws IOException {
        for (String kind : List.of("cgroup", "ipc", "mnt", "net", "pid", "uts")) {
            String ours = Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();

            assertThat(inside.run("readlink /proc/self/ns/" + kind).out().strip())
                    .as(kind)
                    .startsWith(kind + ":")
                    .isNotEqualTo(ours);
        }
    }

    @Test
    void itsFileSystemsAreMountedThisWay() {
        List<Mount> mounts = inside.run("cat /proc/self/mountinfo")
                .out()
                .lines()
                .map(Mount::parse)
                .toList();

        assertThat(mounts).filteredOn(mount -> mount.point().equals("/")).allMatch(mount -> mount.has("ro"));
        assertThat(mounts).as("propagation").noneMatch(Mount::isShared);
        assertThat(mounts)
                .as("what can be written, but for masks")
                .filteredOn(mount -> mount.has("rw") && !mount.point().startsWith("/proc/"))
                .filteredOn(mount -> !isOfRootless(mount))
                .extracting(Mount::point)
                .containsOnly(
                        "/app",
                        "/dev",
                        "/dev/mqueue",
                        "/dev/pts",
                        "/dev/shm",
                        "/home/agent",
                        "/home/agent/.config/rustyolo",
                        "/proc",
                        "/sys/fs/cgroup",
                        "/tmp",
                        "/var/tmp");
        assertThat(visible(mounts))
                .as("memory that can be written")
                .filteredOn(mount -> mount.type().equals("tmpfs") && mount.has("rw"))
                .allMatch(mount -> mount.has("nosuid"));
        assertThat(mounts)
                .filteredOn(mount -> List.of("/tmp", "/var/tmp", "/dev/shm").contains(mount.point()))
                .hasSize(3)
                .allMatch(mount -> mount.has("nodev") && mount.isBounded());
        if (Engine.current().isBounded()) {
            assertThat(mounts)
                    .filteredOn(mount -> mount.point().startsWith("/sys/fs/cgroup/"))
                    .allMatch(m -> m.has("ro"));
        } else {
            assertThat(inside.run("ls -A /sys/fs/cgroup").out())
                    .as("what is below the mask")
                    .isEmpty();
        }
    }

    /** What lies on top where several are mounted at one place: a mask over the machine's, say (proc_pid_mountinfo(5)). */
    private static Collection<Mount> visible(List<Mount> mounts) {
        Map<String, Mount> top = new LinkedHashMap<>();
        mounts.forEach(mount -> top.put(mount.point(), mount));
        return top.values();
    }

    /** A user can't make devices, so they are the machine's; nor control groups, and a mask lies over the machine's. */
    private static boolean isOfRootless(Mount mount) {
        return Engine.current().isRootless()
                && (mount.type().equals("devtmpfs")
                        || (!Engine.current().isBounded() && mount.point().startsWith("/sys/fs/cgroup/")));
    }

    @Test
    void whatIsInDevIsExactlyThis() {
        assertThat(inside.run("ls /dev")
                        .out()
                        .lines()
                        .filter(name -> !List.of("core", "console").contains(name)))
                .containsExactlyInAnyOrder(
                        "fd", "full", "mqueue", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout",
                        "tty", "urandom", "zero");
    }

    @Test
    void itInheritsNoDescriptor() {
        // Podman's init, catatonit, waits for signals by one.
        String own = Engine.current().isPodman() ? " | grep -v 'anon_inode:.signalfd.$'" : "";

        assertThat(inside.run("cd /proc/1/fd; for fd in *; do echo \"$fd $(readlink $fd)\"; done" + own)
                        .out()
                        .lines()
                        .map(line -> line.split(" ", 2)[0]))
                .containsExactly("0", "1", "2");
    }

    @Test
    void theAccountsAreFixed() {
        assertThat(inside.run("cat /etc/passwd /etc/group").out().lines())
                .containsExactly(
                        "root:x:0:0:root:/root:/usr/sbin/nologin",
                        "agent:x:%d:%d:agent:/home/agent:/bin/sh".formatted(account.uid(), account.gid()),
                        "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
                        "root:x:0:",
                        "agent:x:" + account.gid() + ":",
                        "nogroup:x:65534:");
    }

    /** The engine's init comes from the host, and root owns it. */
    @Test
    void theRuntimeCannotBeOverwritten() {
        String write = "for file in /proc/1/exe /proc/self/exe /sbin/docker-init /.dockerenv; do"
                + " (: >>$file) 2>/dev/null && echo $file; done";

        assertThat(inside.run(write).out()).isEmpty();
        assertThat(session.asRoot("sh", "-c", write).out()).isEmpty();
    }

    @Test
    void noFileCarriesCapabilities() {
        Output found = inside.run("python3 filecaps.py");

        assertThat(found.out()).startsWith("looked at ").hasLineCount(1);
    }

    @Test
    void theVariablesHaveTheseValues() {
        assertThat(inside.run("tr '\\0' '\\n' < /proc/1/environ").out().lines())
                .contains(
                        "HOME=/home/agent",
                        "HOSTNAME=rustyolo",
                        "LANG=C.UTF-8",
                        "MINE=1",
                        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/home/agent/.local/bin",
                        "SHELL=/bin/bash",
                        "USER=agent");
    }

    /** Connections that a helper expects would be "related", and come in. */
    @Test
    void theKernelHelpsNobodyThroughTheRules() {
        assertThat(inside.run("cat /proc/sys/net/netfilter/nf_conntrack_helper 2>/dev/null || echo 0")
                        .out()
                        .strip())
                .isEqualTo("0");
    }

    @Test
    void theHostsSecurityModuleHoldsIt() {
        for (String container : List.of(session.agent(), session.gateway())) {
            assertThat(Docker.run("inspect", "--format", "{{.AppArmorProfile}} {{.HostConfig.SecurityOpt}}", container))
                    .doesNotContain("unconfined")
                    .doesNotContain("label=disable");
        }
    }

    /** The rows of the CIS table of the catalogue, for the gateway's container. */
    @ParameterizedTest
    @MethodSource("dev.rustyolo.e2e.CisRows#gateway")
    void theEngineHoldsTheGatewayThisWay(String template, String expected) {
        assertThat(Docker.run("inspect", "--format", template, session.gateway()))
                .isEqualTo(expected);
    }

    @Test
    void theGatewaysProcessHasGivenUpEverything() throws IOException {
        String process = Docker.run("inspect", "--format", "{{.State.Pid}}", session.gateway());
        String status = Files.readString(Path.of("/proc", process, "status"));

        assertThat(status)
                .containsPattern("Uid:(\\s+" + outside(process, 64_000) + "){4}\n")
                .containsPattern("Groups:\\s*\n")
                .containsPattern("CapInh:\\s+0{16}\n")
                .containsPattern("CapPrm:\\s+0{16}\n")
                .containsPattern("CapEff:\\s+0{16}\n")
                .containsPattern("CapAmb:\\s+0{16}\n")
                .containsPattern("NoNewPrivs:\\s+1\n")
                .containsPattern("Seccomp:\\s+2\n");
        assertThat(Docker.list("top", session.gateway(), Engine.current().isPodman() ? "pid" : "-eopid,comm"))
                .as("processes")
                .hasSize(2);
    }

    /** Returns what a user of a process's namespace is outside of it, see user_namespaces(7). */
    private static long outside(String process, long uid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", process, "uid_map"))) {
            String[] numbers = line.strip().split(" +", -1);
            long first = Long.parseLong(numbers[0]);
            if (uid >= first && uid - first < Long.parseLong(numbers[2])) {
                return Long.parseLong(numbers[1]) + uid - first;
            }
        }
        throw new AssertionError(uid + " isn't mapped");
    }

    /**
     * A line of /proc/self/mountinfo (proc_pid_mountinfo(5)).
     *
     * @param point where
     * @param options each mount's own
     * @param tags how changes of mounts spread
     * @param type of the file system
     * @param superOptions the file system's
     */
    private record Mount(String point, List<String> options, List<String> tags, String type, String superOptions) {
        static Mount parse(String line) {
            List<String> halves = List.of(line.split(" - ", 2));
            List<String> mount = List.of(halves.get(0).split(" "));
            List<String> system = List.of(halves.get(1).split(" "));
            return new Mount(
                    mount.get(4),
                    List.of(mount.get(5).split(",")),
                    mount.subList(6, mount.size()),
                    system.get(0),
                    system.getLast());
        }

        boolean has(String option) {
            return options.contains(option);
        }

        boolean isShared() {
            return tags.stream().anyMatch(tag -> tag.startsWith("shared:"));
        }

        boolean isBounded() {
            return Stream.of(superOptions.split(",")).anyMatch(option -> option.startsWith("size="));
        }
    }
}
