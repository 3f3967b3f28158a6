package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.HardLimits;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineTest {
    private static final SandboxId ID = new SandboxId("0123456789ab", "owner");
    private static final Dialect ROOTFUL = podman(false);
    private static final Dialect ROOTLESS = podman(true);

    @Test
    void removesOnlyWhatCarriesBothLabels() {
        // Given
        Queue<String> answers = new ArrayDeque<>(List.of("c0ffee\nbeef\n", "", ""));
        FakeProcesses processes = new FakeProcesses(command -> FakeProcess.ended(0, answers.remove(), ""));

        // When
        boolean removed = engine(processes).cleanupOrphaned(ID);

        // Then
        List<String> question = List.of(
                "/bin/docker",
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter=label=dev.rustyolo.session=0123456789ab",
                "--filter=label=dev.rustyolo.owner=owner");
        assertThat(removed).isTrue();
        assertThat(processes.commands())
                .containsExactly(
                        question,
                        List.of("/bin/docker", "rm", "--force", "--volumes", "--", "c0ffee", "beef"),
                        question);
    }

    @Test
    void removesNoAgentThatOnlyHasTheName() {
        // Given
        FakeProcesses processes = FakeProcesses.succeeding();

        // When
        engine(processes).stopAgent(ID);

        // Then
        assertThat(processes.commands())
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .contains("ps", "--filter=label=dev.rustyolo.role=agent")
                        .doesNotContain("rustyolo-0123456789ab-agent"));
    }

    @Test
    void knowsOfWhichSessionsAnythingIsThere() {
        String answer = "0123456789ab\nba9876543210\n0123456789ab\n../etc\n";

        assertThat(engine(new FakeProcesses(command -> FakeProcess.ended(0, answer, "")))
                        .sessions("owner"))
                .containsExactlyInAnyOrder("0123456789ab", "ba9876543210");
        assertThat(engine(new FakeProcesses(command -> FakeProcess.ended(1, answer, "")))
                        .sessions("owner"))
                .isEmpty();
    }

    @Test
    void removesNothingWhenThereIsNothing() {
        // Given
        FakeProcesses processes = FakeProcesses.succeeding();

        // Then
        assertThat(engine(processes).cleanupOrphaned(ID)).isTrue();
        assertThat(processes.commands()).hasSize(1);
    }

    @Test
    void saysWhenItCouldNotRemove() {
        assertThat(engine(new FakeProcesses(command -> FakeProcess.ended(1, "", "no daemon")))
                        .cleanupOrphaned(ID))
                .isFalse();
        assertThat(engine(new FakeProcesses(command -> FakeProcess.ended(0, "still-there", "")))
                        .cleanup(ID))
                .isFalse();
    }

    @Test
    void reportsRefusedConnections() {
        // Given
        String json = """
                {"nftables": [{"metainfo": {"json_schema_version": 1}}, {"set": {"family": "inet", "name": "denied4",
                "type": ["ipv4_addr", "inet_proto", "inet_service"], "elem": [
                {"concat": ["198.51.100.7", "tcp", 443]},
                {"elem": {"val": {"concat": ["198.51.100.8", "udp", 53]}, "counter": {"packets": 3, "bytes": 120}}}]}}]}
                {"nftables": [{"set": {"name": "denied6", "elem": [{"concat": ["2001:db8::1", "tcp", 80]}]}}]}
                """;

        // When
        List<RefusedConnection> refused = engine(new FakeProcesses(command -> FakeProcess.ended(0, json, "")))
                .refusedConnections(ID);

        // Then
        assertThat(refused)
                .containsExactly(
                        new RefusedConnection("198.51.100.7", "tcp", 443, 1),
                        new RefusedConnection("198.51.100.8", "udp", 53, 3),
                        new RefusedConnection("2001:db8::1", "tcp", 80, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "no json",
                "{\"concat\": [",
                "{\"concat\": {\"a\": 1}}",
                "{\"concat\": [\"a\", \"b\"]}",
                "{\"concat\": [\"a\", \"tcp\", \"99999999999\"]}",
                "{\"counter\": {\"packets\": 7}}"
            })
    void isNotUpsetByOddAnswers(String json) {
        assertThat(RefusedConnections.parse(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker: Error response from daemon: No such image: x:1.|IMAGE_MISSING",
                "Unable to find image 'x' locally|IMAGE_MISSING",
                "Error: x: image not known|IMAGE_MISSING",
                "Error: No such object: x|IMAGE_MISSING",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?|UNAVAILABLE",
                "permission denied while trying to connect to the Docker daemon socket|UNAVAILABLE",
                "driver failed programming external connectivity: Bind for 127.0.0.1:1 failed: port is already allocated|PORT_TAKEN",
                "Error: cannot listen on the TCP port: listen tcp4 127.0.0.1:1: bind: address already in use|PORT_TAKEN",
                "Error: could not find slirp4netns, the network namespace can't be configured: exec: not found|NO_SLIRP4NETNS",
                "Error: from slirp4netns while setting up port redirection: map[desc:bad request: add_hostfwd: slirp_add_hostfwd failed]|PORT_TAKEN",
                "docker: Error response from daemon: network x not found.|OTHER",
                "''|OTHER"
            })
    void understandsWhyAStartFailed(String output, Diagnosis diagnosis) {
        assertThat(engine(FakeProcesses.succeeding()).diagnose(output)).isEqualTo(diagnosis);
    }

    @Test
    void publishedPortsAreUsedFromTheBridgesOwnAddress() {
        // Given
        FakeProcesses processes = answering("2001:db8::1\n172.18.0.1\n");

        // Then
        assertThat(engine(processes).machineOn("mine")).isEqualTo("172.18.0.1");
        assertThat(processes.commands())
                .singleElement()
                .satisfies(command -> assertThat(command).contains("inspect").endsWith("--", "mine"));
    }

    @Test
    void aRangeStandsForItsFirstAddress() {
        assertThat(engine(answering("fd00::/64\n172.17.0.0/16\n")).machineOn(""))
                .isEqualTo("172.17.0.1");
    }

    /** A network that slirp4netns makes is for one container, and always has the machine at the same place. */
    @Test
    void podmanPublishesOnNoNetworkWithAName() {
        FakeProcesses processes = FakeProcesses.succeeding();

        for (Dialect podman : List.of(ROOTFUL, ROOTLESS)) {
            assertThat(engine(processes, podman).machineOn("")).isEqualTo("10.0.2.2");
            assertThatThrownBy(() -> engine(processes, podman).machineOn("mine"))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("tell this machine from others");
        }
        assertThat(processes.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "2001:db8::1\n", "0x7f.1\n", "172.17.0.0/33\n", "2001:db8::/64"})
    void nothingIsPublishedWhereThisMachineIsNot(String answer) {
        assertThatThrownBy(() -> engine(answering(answer)).machineOn(""))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("no address on the engine's default network");
        assertThatThrownBy(() -> engine(answering(answer)).machineOn("mine"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("no address on the network \"mine\"");
    }

    private static Dialect podman(boolean rootless) {
        return new Podman(Path.of("/usr/bin/crun"), rootless, true, new HardLimits(20_000, 4_096));
    }

    private static FakeProcesses answering(String answer) {
        return new FakeProcesses(command -> FakeProcess.ended(0, answer, ""));
    }

    private static DockerEngine engine(FakeProcesses processes, Dialect dialect) {
        return new DockerEngine(new DockerClient(Path.of("/bin/docker"), dialect, processes), List.of());
    }

    private static DockerEngine engine(FakeProcesses processes) {
        return engine(processes, new Docker());
    }
}
