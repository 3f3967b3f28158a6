package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTest extends MachineFixture {
    @Test
    void readsSourceDestinationAndMode() {
        // Given
        Path ssh = machine.home().resolve(".ssh");

        // Then
        assertThat(parse("~/.ssh:/home/agent/.ssh:ro")).isEqualTo(BindMount.readOnly(ssh, "/home/agent/.ssh"));
        assertThat(parse(ssh + ":/data")).isEqualTo(BindMount.writable(ssh, "/data"));
        assertThat(parse(ssh + ":/data:rw")).isEqualTo(BindMount.writable(ssh, "/data"));
        assertThat(parse(ssh + ":/data/")).isEqualTo(BindMount.writable(ssh, "/data"));
    }

    @Test
    void takesRelativeSourcesThatExist() throws IOException {
        // Given
        Path data = Files.createDirectory(machine.project().resolve("data"));

        // Then
        assertThat(parse("data:/d").source()).isEqualTo(data);
        assertThat(parse("./data:/d").source()).isEqualTo(data);
        assertThat(parse("../.ssh:/d").source()).isEqualTo(machine.home().resolve(".ssh"));
    }

    @Test
    void resolvesLinksSoThatTheRulesSeeWhereTheyLead() throws IOException {
        // Given
        Files.createSymbolicLink(machine.home().resolve("link"), Path.of("/etc"));

        // Then
        assertThat(parse("../link:/d").source()).isEqualTo(Path.of("/etc"));
    }

    @Test
    void allowsColonsAndCommasInTheSource() throws IOException {
        // Given
        Path odd = Files.createDirectory(machine.project().resolve("a:b,c=d"));

        // Then
        assertThat(parse("./a:b,c=d:/d:ro")).isEqualTo(BindMount.readOnly(odd, "/d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":/d",
                "/tmp",
                "/tmp:",
                "/tmp:d",
                "/tmp:d:ro",
                "/tmp:/d:shared",
                "/tmp:/d:Z",
                "/tmp:/d:ro,rw",
                "/tmp:/a/../b",
                "/tmp:/a//b",
                "/tmp:/./b",
                "named:/d",
                "/does/not/exist:/d",
                "~other/x:/d"
            })
    void refusesEverythingElse(String typed) {
        assertThatThrownBy(() -> parse(typed)).isInstanceOf(CliException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\nb", "a\033b", "trailing "})
    void refusesSourcesThatAnEngineWouldMisread(String name) throws IOException {
        // Given
        Files.createDirectory(machine.project().resolve(name));

        // Then
        assertThatThrownBy(() -> parse("./" + name + ":/d"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("can't mount");
    }

    private BindMount parse(String typed) {
        return Volume.parse(typed, machine.host());
    }

    @Test
    void aPlaceInTheProjectMustBeInIt() throws IOException {
        // Given
        Files.createDirectories(machine.project().resolve("real"));
        Files.createSymbolicLink(machine.project().resolve("inside"), Path.of("real"));
        Files.createSymbolicLink(
                machine.project().resolve("outside"), machine.home().resolve(".ssh"));

        // Then
        assertThat(parse("inside:/x").source()).isEqualTo(machine.project().resolve("real"));
        for (String volume : List.of("outside:/x", "./real/../outside:/x", machine.project() + "/outside:/x:ro")) {
            assertThatThrownBy(() -> parse(volume)).hasMessageContaining("leads out of the project");
        }
    }

    @Test
    void aPathOverALinkInTheProjectMustEndInIt() throws IOException {
        // Given
        Path alias = Files.createSymbolicLink(machine.home().resolve("alias"), machine.project());
        Files.createDirectories(machine.project().resolve("real"));
        Path secrets = Files.createDirectories(machine.home().resolve("secrets"));
        Files.createSymbolicLink(machine.project().resolve("outside"), secrets);
        Files.createSymbolicLink(
                machine.home().resolve("chain"), machine.project().resolve("outside"));

        // Then
        assertThat(parse(alias + "/real:/x").source())
                .isEqualTo(machine.project().resolve("real"));
        for (String volume : List.of("~/alias/outside:/x", "~/chain:/x")) {
            assertThatThrownBy(() -> parse(volume)).hasMessageContaining("leads out of the project");
        }
    }

    @Test
    void aLinkInTheRepositoryAroundTheProjectMustEndThere() throws IOException {
        // Given
        Files.createDirectory(machine.project().resolve(".git"));
        Path below = Files.createDirectory(machine.project().resolve("below"));
        Files.createDirectory(machine.project().resolve("data"));
        Path secrets = Files.createDirectories(machine.home().resolve("secrets"));
        Files.createSymbolicLink(machine.project().resolve("outside"), secrets);

        // Then
        assertThat(Volume.parse("../data:/x", machine.hostIn(below)).source())
                .isEqualTo(machine.project().resolve("data"));
        assertThatThrownBy(() -> Volume.parse("../outside:/x", machine.hostIn(below)))
                .hasMessageContaining("leads out of the project");
    }

    /** The first start has written down the directory; the next one is judged as the first was. */
    @Test
    void aPartOfTheRepositoryThatAnAgentCouldWriteToIsJudgedAsTheRepository() throws IOException {
        // Given
        Files.createDirectory(machine.project().resolve(".git"));
        Path below = Files.createDirectory(machine.project().resolve("below"));
        Path shared = Files.createDirectory(machine.project().resolve("shared"));
        Files.createSymbolicLink(below.resolve("link"), Path.of("../shared"));
        Files.createSymbolicLink(below.resolve("outside"), machine.home());

        // When
        PrivateDirectories.createAll(machine.state());
        machine.host().locations().agentPlaces().add(List.of(below));

        // Then
        assertThat(Volume.parse("./link:/x", machine.hostIn(below)).source()).isEqualTo(shared);
        assertThatThrownBy(() -> Volume.parse("./outside:/x", machine.hostIn(below)))
                .hasMessageContaining("leads out of the project");
    }

    /** What an agent left in a volume, or in another project, stays when nothing of that is mounted any more. */
    @Test
    void aLinkWhereAnAgentOfAnotherSessionCouldWriteMustEndThere() throws IOException {
        // Given
        Path data = Files.createDirectories(machine.home().resolve("data"));
        Path secrets = Files.createDirectories(machine.home().resolve("secrets"));
        Files.createDirectory(data.resolve("real"));
        Files.createSymbolicLink(data.resolve("inside"), Path.of("real"));
        Files.createSymbolicLink(data.resolve("outside"), secrets);
        Files.createSymbolicLink(machine.home().resolve("mine"), secrets);
        assertThat(parse("~/data/outside:/x").source()).as("no agent was there").isEqualTo(secrets);

        // When
        PrivateDirectories.createAll(machine.state());
        machine.host().locations().agentPlaces().add(List.of(data));

        // Then
        assertThat(parse("~/data/inside:/x").source()).isEqualTo(data.resolve("real"));
        assertThat(parse("~/mine:/x").source()).isEqualTo(secrets);
        assertThatThrownBy(() -> parse("~/data/outside:/x"))
                .hasMessageContaining("leads out of \"" + data + "\", by a link in it that an agent may have made");
    }
}
