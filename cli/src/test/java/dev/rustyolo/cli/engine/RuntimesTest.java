package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.policy.AddressPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimesTest {
    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun", "youki", "io.containerd.runc.v2", "nvidia", "/usr/bin/crun"})
    void takesThoseThatShareTheKernel(String name) {
        Runtimes.require(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runsc",
                "runsc-kvm",
                "kata",
                "kata-runtime",
                "io.containerd.kata.v2",
                "krun",
                "runc2",
                "",
                "RUNC"
            })
    void refusesAllOthers(String name) {
        // When
        CliException refusal = catchThrowableOfType(CliException.class, () -> Runtimes.require(name));

        // Then
        assertThat(refusal.exitCode()).isEqualTo(78);
        assertThat(refusal.what()).contains(name.isEmpty() ? "doesn't say" : name);
        assertThat(refusal.remedy()).contains("runc");
    }

    @Test
    void noGatewayIsPreparedForAnEngineWhoseDefaultIsAnother() {
        // Given
        FakeProcesses processes =
                new FakeProcesses(command -> FakeProcess.ended(0, command.contains("info") ? "runsc\n" : "", ""));
        DockerEngine engine = new DockerEngine(
                new DockerClient(Path.of("/bin/docker"), new Docker(), processes), java.util.List.of());
        GatewaySpec gateway =
                new GatewaySpec("gateway", "", Path.of("/seccomp.json"), 64_000, AddressPlan.DEFAULT, List.of(), "");

        // When
        CliException refusal = catchThrowableOfType(
                CliException.class,
                () -> engine.prepare(new SandboxId("0123456789ab", "owner"), gateway, Duration.ofMinutes(1)));

        // Then
        assertThat(refusal.exitCode()).isEqualTo(78);
        assertThat(processes.commands()).noneMatch(command -> command.contains("create"));
    }
}
