package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.cli.workspace.StateMounts;
import dev.rustyolo.cli.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeccompChoiceTest extends MachineFixture {
    private static final String PROFILE =
            "{\"syscalls\": [{\"names\": [\"read\"]}], \"defaultAction\": \"SCMP_ACT_ERRNO\"}";

    @Test
    void oursUnlessTheyChoose() {
        SeccompChoice ours = choose("");

        assertThat(ours.profile(machine.host(), Path.of("/session")))
                .containsExactly(machine.installation().resolve("lib/seccomp/agent.json"));
        assertThat(ours.warnings()).isEmpty();
        assertThat(ours.files()).isEmpty();
    }

    @Test
    void noneIsSaidLoudly() {
        SeccompChoice none = choose("none");

        assertThat(none.profile(machine.host(), Path.of("/session"))).isEmpty();
        assertThat(none.warnings()).singleElement().asString().contains("ANY SYSTEM CALL");
    }

    @Test
    void theirsGoesWithTheSession() throws IOException {
        Files.writeString(machine.home().resolve("own.json"), PROFILE);

        SeccompChoice own = choose("~/own.json");
        Files.delete(machine.home().resolve("own.json"));

        assertThat(own.profile(machine.host(), Path.of("/session"))).containsExactly(Path.of("/session/seccomp.json"));
        assertThat(own.files()).singleElement().satisfies(file -> {
            assertThat(file.content()).isEqualTo(PROFILE);
            assertThat(file.destination()).isEmpty();
        });
        assertThat(own.warnings()).hasSize(1);
    }

    @Test
    void whatAnAgentCanWriteIsNoProfile() throws IOException {
        Files.writeString(machine.project().resolve("own.json"), PROFILE);
        Path shared = Files.createDirectory(machine.home().resolve("shared"));
        Files.writeString(shared.resolve("own.json"), PROFILE);
        Files.createSymbolicLink(
                machine.home().resolve("link.json"), machine.project().resolve("own.json"));

        for (String typed : List.of("own.json", "~/shared/own.json", "~/link.json")) {
            assertThatThrownBy(() -> choose(typed, BindMount.writable(shared, "/shared")))
                    .as(typed)
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("an agent can write there");
        }
        assertThat(choose("~/shared/own.json", BindMount.readOnly(shared, "/shared"))
                        .files())
                .hasSize(1);
    }

    /** An engine takes some of these for no profile at all, and says nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"defaultAction\": \"\"}",
                "{\"defaultAction\": 1}",
                "{\"a\": {\"defaultAction\": \"SCMP_ACT_ERRNO\"}}",
                "{\"defaultAction\": \"SCMP_ACT_ERRNO\"",
                "{\"defaultAction\": \"SCMP_ACT_ERRNO\"} {}",
                "unconfined"
            })
    void refusesWhatIsNoProfile(String content) throws IOException {
        Files.writeString(machine.home().resolve("own.json"), content);

        assertThatThrownBy(() -> choose("~/own.json"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("can't use the seccomp profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/missing.json", "~/.ssh", "/dev/zero", "~/large.json"})
    void refusesWhatIsNoFile(String typed) throws IOException {
        Files.writeString(machine.home().resolve("large.json"), " ".repeat(1 << 20) + PROFILE);

        assertThatThrownBy(() -> choose(typed)).isInstanceOf(CliException.class);
    }

    private SeccompChoice choose(String typed, BindMount... volumes) {
        Host host = machine.host();
        StateMounts state =
                new StateMounts(machine.root().resolve("session/state"), true, List.of(), List.of(), List.of());
        Workspace workspace = new Workspace(
                Project.at(host.workingDirectory()),
                machine.state().resolve("homes/x"),
                state,
                List.of(volumes),
                List.of());
        return SeccompChoice.of(typed, host, workspace);
    }
}
