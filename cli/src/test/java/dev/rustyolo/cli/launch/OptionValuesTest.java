package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.engine.Limits;
import dev.rustyolo.cli.engine.TemporarySpace;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of single options: limits, user, image. */
class OptionValuesTest extends MachineFixture {
    @Test
    void readsUnlimited() {
        assertThat(limits("unlimited", "unlimited", "unlimited"))
                .isEqualTo(new Limits(Limits.UNLIMITED, "", Limits.UNLIMITED));
        assertThat(LimitOptions.warnings(limits("unlimited", "", "unlimited"))).hasSize(2);
        assertThat(LimitOptions.warnings(limits("", "unlimited", ""))).isEmpty();
    }

    @Test
    void readsTheSizesOfDirectoriesInMemory() {
        assertThat(LimitOptions.space(new LimitsRequest("", "", "", "", "")))
                .isEqualTo(new TemporarySpace(1L << 30, 64L << 20));
        assertThat(LimitOptions.space(new LimitsRequest("", "", "", "2g", "1048576")))
                .isEqualTo(new TemporarySpace(2L << 30, 1L << 20));
        for (String bad : List.of("unlimited", "0", "1048575", "-1", "1t", "9g ")) {
            assertThatThrownBy(() -> LimitOptions.space(new LimitsRequest("", "", "", bad, "")))
                    .hasMessageContaining("--tmp-size");
            assertThatThrownBy(() -> LimitOptions.space(new LimitsRequest("", "", "", "", bad)))
                    .hasMessageContaining("--shm-size");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "0", "0,1", "0:1", "GPU-0a1b", "MIG-x,1"})
    void takesGpus(String typed) {
        assertThat(GpuChoice.check(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "0,", ",0", "-1", "a b", "a=b", "\"0\"", "0,,1", "\u0660"})
    void refusesOtherGpus(String typed) {
        assertThatThrownBy(() -> GpuChoice.check(typed)).isInstanceOf(CliException.class);
    }

    @Test
    void hasLimitsWithoutBeingAsked() {
        assertThat(limits("", "", "")).isEqualTo(new Limits(4L << 30, "", 1024));
    }

    @ParameterizedTest
    @CsvSource({
        "64m,67108864",
        "8g,8589934592",
        "8G,8589934592",
        "134217728,134217728",
        "134217728b,134217728",
        "65536k,67108864"
    })
    void readsSizes(String typed, long bytes) {
        assertThat(limits(typed, "", "").memoryBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e99", "63m", "g", "1t", "4 g", "+4g", "0x10g", "99999999999999999g", "４g"})
    void refusesOtherSizes(String typed) {
        assertThatThrownBy(() -> limits(typed, "", "")).isInstanceOf(CliException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.5", "1.25", "64"})
    void readsProcessors(String typed) {
        assertThat(limits("", typed, "").cpus()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.00", "-1", ".5", "1.", "1.234", "1,5", "NaN", "5000"})
    void refusesOtherProcessors(String typed) {
        assertThatThrownBy(() -> limits("", typed, "")).isInstanceOf(CliException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "15", "1k", "99999999"})
    void refusesOtherNumbersOfProcesses(String typed) {
        assertThatThrownBy(() -> limits("", "", typed)).isInstanceOf(CliException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "llm-rustyolo:latest", "registry.test:5000/team/image:1.0", "debian@sha256:0123"})
    void takesImages(String typed) {
        assertThat(ImageName.check(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--privileged", "-v/:/x", "a b", "a\nb", "a;b", "$(id)", "a:", "/a", ".a"})
    void refusesWhatIsNoImage(String typed) {
        assertThatThrownBy(() -> ImageName.check(typed)).isInstanceOf(CliException.class);
    }

    @Test
    void runsTheAgentAsTheInvokingUser() {
        assertThat(user("").account()).isEqualTo(new Account(1000, 1000));
        assertThat(user("").warnings()).isEmpty();
    }

    @Test
    void keepsTheAgentOutOfRootsGroup() {
        // Given
        machine.as(new Account(1234, 0));

        // Then
        assertThat(user("").account()).isEqualTo(new Account(1234, 1234));
    }

    @Test
    void keepsTheAgentOutOfTheGroupThatMayUseTheEngine() throws IOException {
        // Given
        Path socket = Files.createFile(machine.root().resolve("engine.sock"));
        long group = FileOwners.of(socket).gid() + 77;
        machine.with("DOCKER_HOST", "unix://" + socket).as(new Account(1234, group));
        assertThat(user("").account()).isEqualTo(new Account(1234, group));

        // When
        machine.as(new Account(1234, FileOwners.of(socket).gid()));

        // Then
        assertThat(user("").account()).isEqualTo(new Account(1234, 1234));
    }

    @ParameterizedTest
    @CsvSource({"65534,65534,65534,65534", "1234,4294967294,1234,1234", "2147483646,5,2147483646,5"})
    void takesOddAccounts(long uid, long gid, long agentUid, long agentGid) {
        // Given
        machine.as(new Account(uid, gid));

        // Then
        assertThat(user("").account()).isEqualTo(new Account(agentUid, agentGid));
    }

    @ParameterizedTest
    @ValueSource(longs = {2147483647L, 2147483648L, 4294967294L})
    void refusesUsersThatEnginesDoNotKnow(long uid) {
        // Given
        machine.as(new Account(uid, 5));

        // Then
        assertThatThrownBy(() -> user("")).isInstanceOf(CliException.class).hasMessageContaining("--user");
    }

    @Test
    void runsAsTheProjectsOwnerForRoot() {
        // Given
        machine.as(new Account(0, 0));

        // Then
        assertThat(user("", new Account(501, 20)).account()).isEqualTo(new Account(501, 20));
    }

    @Test
    void neverRunsAsRootEvenInRootsProject() {
        // Given
        machine.as(new Account(0, 0));

        // When
        UserChoice choice = user("", new Account(0, 0));

        // Then
        assertThat(choice.account()).isEqualTo(new Account(1000, 1000));
        assertThat(choice.warnings()).singleElement().asString().contains("--user UID:GID");
    }

    @Test
    void takesTheUserThatIsNamed() {
        assertThat(user("2000:3000").account()).isEqualTo(new Account(2000, 3000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0:0",
                "0:1000",
                "1000:0",
                "1000",
                "agent:agent",
                "-1:-1",
                "1000:",
                ":1000",
                "4294967295:1",
                "1:2:3",
                " 1:1"
            })
    void refusesOtherUsers(String typed) {
        assertThatThrownBy(() -> user(typed)).isInstanceOf(CliException.class).hasMessageContaining("--user");
    }

    private UserChoice user(String typed) {
        return user(typed, new Account(1000, 1000));
    }

    private UserChoice user(String typed, Account owner) {
        return UserChoice.of(
                typed, machine.host(), EngineAddress.of(machine.host()), new Project(machine.project(), owner));
    }

    private static Limits limits(String memory, String cpus, String processes) {
        return LimitOptions.limits(new LimitsRequest(memory, cpus, processes, "", ""));
    }
}
