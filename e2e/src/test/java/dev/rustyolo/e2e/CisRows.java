package dev.rustyolo.e2e;

import dev.rustyolo.e2e.process.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What an engine says of a container (the CIS table of the catalogue), a format and what it gives. Docker and Podman have
 * the same things under other names.
 */
final class CisRows {
    private static final Map<String, String> BOTH = Map.of(
            "{{.HostConfig.CapAdd}}", "[]",
            "{{.HostConfig.Privileged}}", "false",
            "{{.HostConfig.PortBindings}}", "map[]",
            "{{.HostConfig.CgroupParent}}", "",
            "{{.HostConfig.ReadonlyRootfs}}", "true",
            "{{.HostConfig.RestartPolicy.Name}}", "no",
            "{{.HostConfig.Devices}}", "[]",
            "{{.HostConfig.AutoRemove}}", "true",
            "{{.HostConfig.LogConfig.Type}}", "none",
            "{{.HostConfig.VolumesFrom}}", "[]");

    /** Podman calls a namespace of IPC shareable when its own user could have a container join it. */
    private static final Map<String, String> OF_PODMAN = Map.of(
            "{{.HostConfig.PidMode}}", "private",
            "{{.HostConfig.IpcMode}}", "shareable",
            "{{.HostConfig.UTSMode}}", "private",
            "{{.HostConfig.CgroupMode}}", "private");

    private static final Map<String, String> OF_DOCKER = Map.of(
            "{{.HostConfig.PidMode}}", "",
            "{{.HostConfig.IpcMode}}", "private",
            "{{.HostConfig.UTSMode}}", "",
            "{{.HostConfig.UsernsMode}}", "",
            "{{.HostConfig.CgroupnsMode}}", "private",
            "{{.HostConfig.Runtime}}", "runc");

    private CisRows() {}

    static Stream<Arguments> agent() {
        boolean podman = Engine.current().isPodman();
        List<Arguments> rows = common(1024, 4_294_967_296L);
        rows.add(podman ? row("{{.BoundingCaps}}", "[]") : row("{{.HostConfig.CapDrop}}", "[ALL]"));
        rows.add(row("{{.HostConfig.Init}}", "true"));
        rows.add(row("{{range .Mounts}}{{.Propagation}} {{end}}", "rprivate"));
        return rows.stream();
    }

    static Stream<Arguments> gateway() {
        List<Arguments> rows = common(512, 536_870_912L);
        rows.removeIf(row -> "{{.HostConfig.CapAdd}}".equals(row.get()[0]));
        rows.add(row("{{.Mounts}}", "[]"));
        return rows.stream();
    }

    private static List<Arguments> common(int processes, long memory) {
        boolean podman = Engine.current().isPodman();
        List<Arguments> rows = new ArrayList<>();
        BOTH.forEach((format, value) -> rows.add(row(format, value)));
        (podman ? OF_PODMAN : OF_DOCKER).forEach((format, value) -> rows.add(row(format, value)));
        String core = podman
                ? "{{range .HostConfig.Ulimits}}{{if eq .Name \"RLIMIT_CORE\"}}core={{.Hard}}{{end}}{{end}}"
                : "{{range .HostConfig.Ulimits}}{{.Name}}={{.Hard}}{{end}}";
        rows.add(row(core, "core=0"));
        if (Engine.current().isBounded()) {
            rows.add(row("{{.HostConfig.PidsLimit}}", String.valueOf(processes)));
            rows.add(row("{{.HostConfig.Memory}}", String.valueOf(memory)));
            rows.add(row("{{.HostConfig.MemorySwap}}", String.valueOf(memory)));
        } else {
            String limit = "{{range .HostConfig.Ulimits}}{{if eq .Name \"RLIMIT_NPROC\"}}{{.Hard}}{{end}}{{end}}";
            rows.add(row(limit, String.valueOf(processes)));
        }
        return rows;
    }

    private static Arguments row(String format, String value) {
        return Arguments.of(format, value);
    }
}
