package dev.rustyolo.cli.command;

import dev.rustyolo.cli.testing.TestHost;
import dev.rustyolo.policy.PublishedPort;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What may come of an option.
 *
 * @param good a value that is taken
 * @param effect the arguments of both containers that a value which was taken adds, exactly and in order
 */
record OptionRow(String good, BiFunction<TestHost, String, List<String>> effect) {
    /** The option's row. A new option doesn't compile without one. */
    static OptionRow of(SessionOption option) {
        return switch (option) {
            case ALLOW_DOMAINS, DENY_DOMAINS -> nothing("example.com");
            case ALLOW_PRIVATE -> nothing("10.0.0.0/8");
            case DNS_SERVERS -> nothing("198.51.100.1");
            case NETWORK -> new OptionRow("lab", (machine, value) -> List.of("--network=" + value));
            case POOL -> new OptionRow("100.126.0.0/15", (machine, value) -> List.of("--pool", value));
            case PUBLISH ->
                new OptionRow("1455", (machine, value) -> {
                    PublishedPort port = PublishedPort.parse(value);
                    return List.of(
                            "--publish=127.0.0.1:" + port.host() + ":15100/tcp",
                            "--machine",
                            "172.17.0.1",
                            "--publish",
                            String.valueOf(port.inside()));
                });
            case VOLUME ->
                new OptionRow(
                        "../.ssh:/data",
                        (machine, value) -> List.of(bind(machine.home().resolve(".ssh"), "/data")));
            case AUTH_HOME -> nothing("logins");
            case SHARE_STATE ->
                new OptionRow(
                        "",
                        (machine, value) -> List.of(
                                bind(machine.home().resolve(".config/rustyolo"), "/home/agent/.config/rustyolo")));
            case CA_CERT ->
                new OptionRow(
                        "../ca.pem",
                        (machine, value) -> List.of(
                                bind(machine.state().resolve("sessions/0123456789ab/ca.pem"), "/run/rustyolo/ca.pem")
                                        + ",readonly"));
            case ALLOW_UNSAFE_MOUNT -> nothing("/etc/ssl");
            case ENV -> nothing("NAME=value");
            case SECRET -> new OptionRow("NAME=env:TERM", OptionRow::secret);
            case IMAGE -> new OptionRow("team/image:1", (machine, value) -> List.of(value));
            case USER -> new OptionRow("2000:3000", (machine, value) -> List.of("--user=" + value));
            case MEMORY ->
                limit("67108864", value -> List.of("--memory=" + value, "--memory-swap=" + value), List.of());
            case CPUS -> limit("1.5", value -> List.of("--cpus=" + value), List.of());
            case PIDS_LIMIT -> limit("100", value -> List.of("--pids-limit=" + value), List.of("--pids-limit=-1"));
            case TMP_SIZE ->
                new OptionRow(
                        "67108864",
                        (machine, value) -> List.of("--tmpfs=/tmp:rw,exec,nosuid,nodev,size=" + value + ",mode=1777"));
            case SHM_SIZE -> new OptionRow("1048576", (machine, value) -> List.of("--shm-size=" + value));
            case GPUS ->
                new OptionRow(
                        "all",
                        (machine, value) ->
                                List.of("--gpus=" + (value.equals("all") ? value : "\"device=" + value + "\"")));
            case SECCOMP_PROFILE ->
                new OptionRow(
                        "../seccomp.json",
                        (machine, value) -> List.of("--security-opt=seccomp="
                                + machine.state().resolve("sessions/0123456789ab/seccomp.json")));
            case INJECT_MESSAGE -> nothing("Be brief.");
            case AUDIT_LOG -> nothing("verbose");
            case ENGINE -> nothing("docker");
            case PROFILE -> nothing("good");
            case WARM_TTL -> nothing("0");
            case OFFLINE,
                    HOST_CONFIG,
                    YOLO,
                    NO_YOLO,
                    DRY_RUN,
                    QUIET,
                    VERBOSE,
                    TIMINGS,
                    SKIP_VERSION_CHECK,
                    HELP,
                    VERSION -> nothing("");
        };
    }

    private static OptionRow limit(String good, Function<String, List<String>> bounded, List<String> unbounded) {
        return new OptionRow(good, (machine, value) -> value.equals("unlimited") ? unbounded : bounded.apply(value));
    }

    private static OptionRow nothing(String good) {
        return new OptionRow(good, (machine, value) -> List.of());
    }

    private static List<String> secret(TestHost machine, String value) {
        return List.of(
                bind(machine.state().resolve("sessions/0123456789ab/secrets"), "/run/rustyolo/secrets") + ",readonly",
                "--entrypoint=/bin/sh",
                "-c",
                ". /run/rustyolo/secrets && exec \"$@\"",
                "rustyolo",
                "true");
    }

    static String bind(Path source, String target) {
        String place = "source=" + source;
        return "--mount=type=bind," + (place.indexOf(',') < 0 ? place : '"' + place + '"') + ",target=" + target;
    }
}
