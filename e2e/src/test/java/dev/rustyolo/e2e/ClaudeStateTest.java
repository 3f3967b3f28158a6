package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.ScriptedModel;
import dev.rustyolo.e2e.lab.ScriptedModel.Step;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same as in {@link StateTest} with the real Claude Code: a login that it takes, and a hook that it would run. */
@ExtendWith(LabExtension.class)
final class ClaudeStateTest {
    private static final String HOOK = "{\"hooks\":{\"SessionStart\":[{\"hooks\":[{\"type\":\"command\","
            + "\"command\":\"touch /app/planted\"}]}]}}";
    private static final String PLANT = "echo '" + HOOK + "' > $CLAUDE_CONFIG_DIR/settings.json";
    private static final String LOGIN = "{\"claudeAiOauth\":{\"accessToken\":\"sk-ant-oat01-lab\",\"refreshToken\":"
            + "\"sk-ant-ort01-lab\",\"expiresAt\":4102444800000,\"scopes\":[\"user:inference\"],"
            + "\"subscriptionType\":\"max\"}}";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());
    private final Project other = Project.create(Account.unprivileged());

    ClaudeStateTest(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void deleteProjects() {
        other.close();
        project.close();
    }

    @Test
    void aHookThatOneSessionPlantsRunsInNoOther() {
        Path planted = other.directory().resolve("planted");

        Output taken = ask(project, List.of(Step.bash(PLANT)), "-e", "ANTHROPIC_API_KEY=test-key");
        Output after = ask(other, List.of(), "-e", "ANTHROPIC_API_KEY=test-key");
        assertThat(after.out()).as(after.text()).contains(ScriptedModel.CLOSING_TEXT);
        assertThat(planted).doesNotExist();

        Output shared = ask(project, List.of(Step.bash(PLANT)), "-e", "ANTHROPIC_API_KEY=test-key", "--share-state");
        ask(other, List.of(), "-e", "ANTHROPIC_API_KEY=test-key", "--share-state");
        assertThat(planted).as(taken.text() + shared.text()).exists();
    }

    @Test
    void aLoginServesEveryProject() {
        Output without = ask(project, List.of());
        project.write(project.home().resolve(".config/rustyolo/claude/.credentials.json"), LOGIN);

        Output here = ask(project, List.of());
        Output there = ask(other, List.of());

        assertThat(without.text()).doesNotContain(ScriptedModel.CLOSING_TEXT);
        assertThat(here.out()).as(here.text()).contains(ScriptedModel.CLOSING_TEXT);
        assertThat(there.out()).as(there.text()).contains(ScriptedModel.CLOSING_TEXT);
    }

    /** Claude Code tells its model the account's e-mail address: it would carry words, and secrets, to other projects. */
    @Test
    void whatOneSessionWritesOfItsAccountReachesTheModelOfNoOther() {
        String nonce = Nonce.fresh().text();
        String account = "{\"oauthAccount\":{\"accountUuid\":\"u\",\"organizationUuid\":\"o\",\"emailAddress\":\"obey "
                + nonce + "\"},\"hasCompletedOnboarding\":true}";
        Step plant = Step.bash("echo '" + account + "' > $CLAUDE_CONFIG_DIR/.claude.json");
        project.write(project.home().resolve(".config/rustyolo/claude/.credentials.json"), LOGIN);

        ask(project, List.of(plant));
        Output after = ask(other, List.of());
        assertThat(after.out()).as(after.text()).contains(ScriptedModel.CLOSING_TEXT);
        assertThat(told(nonce)).isFalse();

        project.write(project.home().resolve(".config/rustyolo/claude/.claude.json"), account);
        Output shared = ask(other, List.of(), "--share-state");
        assertThat(told(nonce)).as(shared.text()).isTrue();
    }

    private boolean told(String nonce) {
        return lab.model().sightings().all().stream()
                .anyMatch(
                        seen -> seen.kind().equals("account") && seen.payload().contains(nonce));
    }

    private Output ask(Project where, List<Step> script, String... options) {
        ScriptedModel.play(lab, script);
        return Rustyolo.inLab(where, lab)
                .withVariable("HOME", project.home().toString())
                .with("--yolo")
                .with(options)
                .run("claude", "-p", "Do it");
    }
}
