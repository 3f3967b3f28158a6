package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.ScriptedModel;
import dev.rustyolo.e2e.lab.ScriptedModel.Step;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each agent is really installed, and really works: it asks a model what to do and does it. */
@ExtendWith(LabExtension.class)
final class AgentsTest {
    private static final String BUGGY = "def add(a, b):\n    return a - b\n";
    private static final String MENDED = "def add(a, b):\n    return a + b\n";
    private static final String MEND = "sed -i 's/a - b/a + b/' calc.py";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());

    AgentsTest(Lab lab) {
        this.lab = lab;
        project.write("calc.py", BUGGY);
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @ParameterizedTest
    @CsvSource({"claude", "codex", "gemini", "opencode", "aider", "copilot"})
    void isInstalledInTheVersionThatIsListed(String agent) {
        String listed = new Rustyolo(project, Rustyolo.inLab(project, lab).environment(), List.of())
                .run("agents")
                .out()
                .lines()
                .filter(line -> line.startsWith(agent + " "))
                .findFirst()
                .orElseThrow();
        Output version = Rustyolo.inLab(project, lab).run(agent, "--version");

        assertThat(listed).contains("installed");
        assertThat(version.exitCode()).as(version.text()).isZero();
        assertThat(version.out()).contains(listed.split(" +", -1)[1]);
    }

    @Test
    void codex() {
        mends(
                List.of(Step.bash(MEND)),
                List.of("-e", "CODEX_API_KEY=test-key"),
                "codex",
                "exec",
                "-m",
                "lab",
                "--skip-git-repo-check",
                "Mend the calculator");
    }

    @Test
    void gemini() {
        mends(
                List.of(Step.bash(MEND)),
                List.of("-e", "GEMINI_API_KEY=test-key"),
                "gemini",
                "-m",
                "gemini-2.5-pro",
                "-p",
                "Mend the calculator");
    }

    @Test
    void opencode() {
        mends(
                List.of(Step.bash(MEND)),
                List.of("-e", "OPENAI_API_KEY=test-key", "--allow-domains", "api.openai.com"),
                "opencode",
                "run",
                "-m",
                "openai/gpt-4.1",
                "Mend the calculator");
    }

    @Test
    void aider() {
        mends(
                List.of(Step.text("calc.py\n```\n" + MENDED + "```\n")),
                List.of("-e", "OPENAI_API_KEY=test-key"),
                "aider",
                "--model",
                "openai/lab",
                "--no-git",
                "--no-show-model-warnings",
                "--message",
                "Mend the calculator",
                "calc.py");
    }

    @Test
    void copilot() {
        mends(
                List.of(Step.bash(MEND)),
                List.of(
                        "-e",
                        "COPILOT_PROVIDER_BASE_URL=https://api.openai.com/v1",
                        "-e",
                        "COPILOT_PROVIDER_API_KEY=test-key",
                        "-e",
                        "COPILOT_MODEL=lab",
                        "-e",
                        "COPILOT_OFFLINE=true",
                        "--allow-domains",
                        "api.openai.com"),
                "copilot",
                "-p",
                "Mend the calculator");
    }

    private void mends(List<Step> script, List<String> options, String... command) {
        ScriptedModel model = ScriptedModel.play(lab, script);
        List<String> all = new ArrayList<>(List.of("--yolo"));
        all.addAll(options);

        Output end =
                Rustyolo.inLab(project, lab).with(all.toArray(String[]::new)).run(command);

        assertThat(end.exitCode()).as(end.text()).isZero();
        model.awaitStart();
        assertThat(project.read("calc.py")).as(end.text()).isEqualTo(MENDED);
    }
}
