package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.agent.AgentState;
import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.state.KeptFile;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.MountSafety;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.cli.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatePlanTest extends MachineFixture {
    private static final String STATE = "/home/agent/.config/rustyolo";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/etc/passwd", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\nb", "a\"b", "a:b"
            })
    void takesOnlyPlacesBelowTheState(String path) {
        assertThatThrownBy(() -> StatePlan.requirePath("history", path)).isInstanceOf(CliException.class);
    }

    @Test
    void mountsHistoryOfTheProjectAndCopiesLogins() {
        StatePlan plan = plan("", false, false);

        assertThat(plan.mounts().fresh()).isTrue();
        assertThat(plan.mounts().directory()).isEqualTo(machine.root().resolve("session/state"));
        assertThat(plan.mounts().inner())
                .allSatisfy(mount -> assertThat(mount.source().toString()).contains("/rustyolo/history/project-"))
                .extracting(BindMount::destination)
                .contains(STATE + "/claude/projects");
        assertThat(plan.kept()).extracting(KeptFile::file).contains("claude/.credentials.json", "claude/history.jsonl");
    }

    @Test
    void keepsNothingWhenThereIsNowhereToKeepIt() {
        StatePlan plan = plan("none", false, false);

        assertThat(plan.mounts().inner()).isEmpty();
        assertThat(plan.kept()).isEmpty();
        assertThatThrownBy(() -> plan("none", true, false))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--share-state");
    }

    @Test
    void whatIsMountedOverAFileIsNotTakenBack() throws IOException {
        Path own = Files.createDirectories(machine.home().resolve(".gemini"));
        Files.writeString(own.resolve("settings.json"), "{}");
        Files.writeString(own.resolve("oauth_creds.json"), "{}");
        AgentState gemini = Agents.find("gemini").orElseThrow().state();

        StatePlan plan = plan(gemini, "", false, true);

        assertThat(plan.mounts().inner())
                .contains(BindMount.readOnly(own.resolve("settings.json"), STATE + "/.gemini/settings.json"))
                .noneMatch(mount -> mount.destination().endsWith("oauth_creds.json"));
        Workspace workspace = new Workspace(
                project(), machine.root().resolve("home-of-project"), plan.mounts(), List.of(), List.of());
        assertThat(plan.session(workspace, List.of()).getFirst().kept())
                .extracting(KeptFile::file)
                .contains(".gemini/oauth_creds.json")
                .doesNotContain(".gemini/settings.json");
    }

    @Test
    void saysThatLoginsInTheProjectAreTheAgents() {
        assertThat(plan("logins", false, false).warnings())
                .singleElement()
                .asString()
                .contains("is in the project");
        assertThat(plan("", false, false).warnings()).isEmpty();
    }

    private StatePlan plan(String authHome, boolean share, boolean hostConfig) {
        return plan(Agents.find("claude").orElseThrow().state(), authHome, share, hostConfig);
    }

    private StatePlan plan(AgentState agent, String authHome, boolean share, boolean hostConfig) {
        MountSafety safety = new MountSafety(machine.host(), EngineAddress.of(machine.host()), List.of());
        return new StatePlanner(machine.host(), project(), safety)
                .plan(
                        new FilesRequest(List.of(), authHome, share, hostConfig, "", List.of()),
                        agent,
                        machine.root().resolve("session"));
    }

    private Project project() {
        return Project.at(machine.project());
    }
}
