package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountSafetyTest extends MachineFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/etc",
                "/etc/ssl",
                "/usr",
                "/usr/bin",
                "/usr/local",
                "/bin",
                "/sbin",
                "/lib",
                "/lib64",
                "/boot",
                "/dev",
                "/dev/shm",
                "/proc",
                "/proc/self/root",
                "/sys",
                "/run",
                "/run/user/1000",
                "/var",
                "/var/run",
                "/var/lib/docker",
                "/var/tmp",
                "/tmp",
                "/root",
                "/root/x"
            })
    void refusesTheSystem(String path) {
        assertThat(danger(Path.of(path))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/x",
                "/opt/x",
                "/home/x/y",
                "/tmp/x",
                "/var/tmp/x",
                "/var/www/site",
                "/usr/src/linux",
                "/etcetera"
            })
    void allowsPlacesForWork(String path) {
        assertThat(danger(Path.of(path))).isEmpty();
    }

    @Test
    void refusesTheHomeDirectoryAndWhatContainsIt() {
        assertThat(danger(machine.home())).contains("home directory");
        assertThat(danger(machine.root().resolve("home"))).contains("home directory");
        assertThat(danger(machine.root())).contains("home directory");
        assertThat(danger(machine.project())).isEmpty();
    }

    @Test
    void refusesOurOwnFilesAndWhatContainsThem() {
        assertThat(danger(machine.state())).contains("rustyolo's own");
        assertThat(danger(machine.state().resolve("homes/x"))).contains("rustyolo's own");
        assertThat(danger(machine.home().resolve(".local/state"))).contains("rustyolo's own");
        assertThat(danger(machine.home().resolve(".config"))).contains("rustyolo's own");
        assertThat(danger(machine.home().resolve(".config/rustyolo"))).isEmpty();
        assertThat(danger(machine.installation().resolve("lib"))).contains("rustyolo's own");
        assertThat(danger(machine.root().resolve("opt"))).contains("rustyolo's own");
    }

    @Test
    void refusesSocketsAndDirectoriesThatHoldAnEngines() throws IOException {
        // Given
        Path directory = Files.createDirectory(machine.project().resolve("run"));
        Path socket = directory.resolve("docker.sock");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            // Then
            assertThat(danger(socket)).contains("neither a directory nor a regular file");
            assertThat(danger(directory)).contains("container engine's socket");
        }
    }

    @Test
    void refusesWhatContainsTheSocketThatTheEngineIsReachedBy() {
        // Given
        machine.with("DOCKER_HOST", "unix://" + machine.project().resolve("deep/engine.sock"));

        // Then
        assertThat(danger(machine.project())).contains("container engine's socket");
    }

    @Test
    void refusesWhatContainsTheSocketOfDockersContext() throws IOException {
        // Given
        Path docker = machine.home().resolve(".docker");
        Path meta = docker.resolve("contexts/meta").resolve(Fingerprint.of("desk", 64));
        Files.createDirectories(meta);
        Files.writeString(docker.resolve("config.json"), "{\"auths\":{},\"currentContext\":\"desk\"}");
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"desk\",\"Endpoints\":{\"docker\":{\"Host\":\"unix://" + machine.project()
                        + "/deep/engine.sock\"}}}");

        // Then
        assertThat(danger(machine.project())).contains("container engine's socket");
    }

    @Test
    void saysWhatToDo() {
        // When
        CliException failure = catchThrowableOfType(
                CliException.class,
                () -> new MountSafety(machine.host(), EngineAddress.of(machine.host()), List.of())
                        .require(Path.of("/etc"), "the volume"));

        // Then
        assertThat(failure.exitCode()).isEqualTo(77);
        assertThat(failure.what()).isEqualTo("the volume \"/etc\" is refused: it belongs to the system");
        assertThat(failure.remedy()).contains("--allow-unsafe-mount /etc");
    }

    @Test
    void letsThroughExactlyWhatIsAllowedByName() {
        // Given
        MountSafety safety =
                new MountSafety(machine.host(), EngineAddress.of(machine.host()), List.of(Path.of("/etc/ssl")));

        // Then
        assertThatCode(() -> safety.require(Path.of("/etc/ssl"), "the volume")).doesNotThrowAnyException();
        assertThat(safety.overridden(Path.of("/etc/ssl"))).isPresent();
        assertThat(safety.overridden(machine.project())).isEmpty();
        assertThat(catchThrowableOfType(
                        CliException.class, () -> safety.require(Path.of("/etc/ssl/certs"), "the volume")))
                .isNotNull();
    }

    @Test
    void refusesWhatHoldsALinkOnTheWayToTheUsersConfiguration() throws IOException {
        // Given
        Path config = Files.createDirectories(machine.home().resolve(".config"));
        Path dotfiles = Files.createDirectories(machine.home().resolve("dotfiles"));
        Path store = Files.createDirectories(machine.home().resolve("store"));
        Path other = Files.createDirectories(machine.home().resolve("other"));
        Files.createSymbolicLink(config.resolve("rustyolo.toml"), dotfiles.resolve("rustyolo.toml"));

        // Then: also when it leads nowhere yet
        assertThat(danger(dotfiles)).contains("rustyolo's own");
        Files.createSymbolicLink(dotfiles.resolve("rustyolo.toml"), Path.of("../store/file"));
        assertThat(danger(dotfiles)).contains("rustyolo's own");
        assertThat(danger(store)).contains("rustyolo's own");
        assertThat(danger(other)).isEmpty();
    }

    private String danger(Path path) {
        return new MountSafety(machine.host(), EngineAddress.of(machine.host()), List.of())
                .danger(path)
                .orElse("");
    }
}
