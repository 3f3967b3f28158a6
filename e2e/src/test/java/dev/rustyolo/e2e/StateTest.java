package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What outlives a session: logins for all projects, a project's history for itself, and nothing that would run. The agent
 * is a shell that has Claude Code's place, and so its state.
 */
@ExtendWith(LabExtension.class)
final class StateTest {
    private static final String SHELL = """
            [agents.claude]
            command = ["sh"]
            subcommands = ["-c"]

            [agents.mine]
            command = ["sh"]
            credentials = ["mine/token"]
            history = ["mine/talks"]
            """;
    private static final String STATE = "/home/agent/.config/rustyolo/claude";
    /** What an agent that was taken over would leave for the next one. */
    private static final String PLANT = "cd " + STATE + """
            && echo '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"touch /app/planted"}]}]}}' \
                > settings.json
            mkdir -p commands skills/x plugins/y agents
            for file in CLAUDE.md commands/go.md skills/x/SKILL.md plugins/y/plugin.json agents/a.md; do
                echo planted > $file
            done
            echo 'echo planted' > ../.bashrc
            """;
    /** What is there that was planted, and the whole of what is settings. */
    private static final String LOOK = "cd " + STATE
            + " && grep -rl planted .. | sort; echo settings: $(cat settings.json); echo all: $(cat .claude.json)";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());
    private final Project other = Project.create(Account.unprivileged());
    private final Path logins = project.home().resolve(".config/rustyolo");

    StateTest(Lab lab) {
        this.lab = lab;
        project.write(project.home().resolve(".config/rustyolo.toml"), SHELL);
    }

    @AfterEach
    void deleteProjects() {
        other.close();
        project.close();
    }

    @Test
    void aLoginIsEverywhereHistoryAtHomeAndWhatIsPlantedNowhere() throws IOException {
        String token = Nonce.fresh().text();
        String history = Nonce.fresh().text();
        Output first = run(project, PLANT + """
                echo '{"claudeAiOauth":{"accessToken":"%s"},"gatewayTrust":"planted"}' > .new && mv .new .credentials.json
                echo '{"oauthAccount":{"accountUuid":"u-1","emailAddress":"planted order"},"mcpServers":{"x":{"command":"planted"}},\
                "projects":{"/app":{"allowedTools":["planted"]}}}' > .claude.json
                mkdir -p projects/-app && echo %s > projects/-app/talk.jsonl && echo %s >> history.jsonl
                """.formatted(token, history, history));
        Output elsewhere = run(other, LOOK + "; cat .credentials.json; cat history.jsonl; find projects -type f");
        Output again = run(project, LOOK + "; cat .credentials.json projects/-app/talk.jsonl history.jsonl");

        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.err()).contains(".credentials.json", "which is kept");
        assertThat(elsewhere.out()).contains(token, "u-1").doesNotContain(history, "planted", "mcpServers", "talk");
        assertThat(elsewhere.out()).contains("settings: {\"skipDangerousModePermissionPrompt\":true}\n");
        assertThat(again.out()).contains(token, "u-1").doesNotContain("planted", "mcpServers");
        assertThat(again.out().split(history, -1)).as(again.out()).hasSize(3);
        assertThat(project.tree()).noneMatch(file -> file.endsWith("planted"));
        try (var files = Files.walk(logins)) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrder(
                            logins.resolve("claude/.credentials.json"), logins.resolve("claude/.claude.json"));
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(logins.resolve("claude/.credentials.json"))))
                .isEqualTo("rw-------");
        try (var sessions = Files.list(project.state().resolve("sessions"))) {
            assertThat(sessions).isEmpty();
        }
    }

    @Test
    void anAgentOfTheUsersOwnKeepsWhatTheirFileSays() {
        String write = "cd ~/.config/rustyolo/mine && echo token > token && echo talk > talks/one && echo x > hook";
        String look = "cd ~/.config/rustyolo/mine && cat token && find . -type f";

        Output first = session(project).run("mine", "-c", write);

        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(session(other).run("mine", "-c", look).out().lines()).containsExactly("token", "./token");
        assertThat(session(project).run("mine", "-c", look).out().lines())
                .containsExactlyInAnyOrder("token", "./token", "./talks/one");
    }

    @Test
    void sharedStateKeepsAllAndSaysSo() {
        Output first = session(project).with("--share-state").run("claude", "-c", "mkdir -p " + STATE + " && " + PLANT);
        Output elsewhere = session(other).with("--share-state").run("claude", "-c", "cat " + STATE + "/settings.json");

        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.err()).contains("WARNING: AGENTS' STATE IS SHARED (--share-state)");
        assertThat(elsewhere.out()).contains("touch /app/planted");
        assertThat(run(other, LOOK).out()).doesNotContain("planted");
    }

    @Test
    void whatAnAgentMakesOfItsFilesHarmsNothing() throws IOException {
        Path secret = project.write(project.home().resolve("secret.json"), "{\"secret\":\"of the host\"}");
        Path login = project.write(logins.resolve("claude/.credentials.json"), "{\"organizationUuid\":\"good\"}");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
        project.write(logins.resolve("claude/.claude.json"), "{\"userID\":\"me\"}");

        Output links = run(
                project,
                "cd " + STATE + " && rm .credentials.json .claude.json && ln -s " + secret
                        + " .credentials.json && mkfifo .claude.json && head -c 6000000 /dev/zero | tr '\\0' x > history.jsonl"
                        + " && mkdir -p deep && chmod 0 deep");
        Output directory =
                run(project, "cd " + STATE + "/.. && mv claude away && ln -s " + secret.getParent() + " claude");
        Output broken = run(
                project,
                "cd " + STATE + " && printf '{\"a\":' > .credentials.json; rm .claude.json;"
                        + " mkdir .claude.json; d=.; for i in $(seq 600); do d=$d/0123456789; done; mkdir -p $d");

        assertThat(links.exitCode()).as(links.text()).isZero();
        assertThat(links.err())
                .contains(".credentials.json isn't kept: it is a symbolic link")
                .contains(".claude.json isn't kept: it isn't a regular file")
                .contains("history.jsonl isn't kept: it has more than");
        assertThat(directory.exitCode()).as(directory.text()).isZero();
        assertThat(directory.err()).contains(".credentials.json isn't kept");
        assertThat(broken.exitCode()).as(broken.text()).isZero();
        assertThat(broken.err())
                .contains(".credentials.json isn't kept: it isn't valid JSON")
                .contains(".claude.json isn't kept: it isn't a regular file");
        assertThat(login).hasContent("{\"organizationUuid\":\"good\"}");
        assertThat(secret).hasContent("{\"secret\":\"of the host\"}");
        assertThat(logins.resolve("claude/.claude.json")).hasContent("{\"userID\":\"me\"}");
        assertThat(run(project, "cat " + STATE + "/.credentials.json").out())
                .contains("{\"organizationUuid\":\"good\"}");
        try (var sessions = Files.list(project.state().resolve("sessions"))) {
            assertThat(sessions).isEmpty();
        }
    }

    @Test
    void aLinkInTheDirectoryOfLoginsIsNotFollowed() throws IOException {
        Path secret = project.write(project.home().resolve("secret.json"), "{\"secret\":\"of the host\"}");
        project.write(logins.resolve("claude/.claude.json"), "{}");
        Files.createSymbolicLink(logins.resolve("claude/.credentials.json"), secret);

        Output end =
                run(project, "cd " + STATE + " && ls -a && echo '{\"organizationUuid\":\"new\"}' > .credentials.json");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.err()).contains(".credentials.json isn't used: it is a symbolic link");
        assertThat(end.out()).doesNotContain(".credentials.json");
        assertThat(secret).hasContent("{\"secret\":\"of the host\"}");
        assertThat(logins.resolve("claude/.credentials.json"))
                .isRegularFile()
                .hasContent("{\"organizationUuid\":\"new\"}");
    }

    @Test
    void theNextStartBringsBackWhatAKilledSessionChanged() {
        String token = Nonce.fresh().text();
        Session session = session(project)
                .session(
                        "claude",
                        "-c",
                        "echo '{\"organizationUuid\":\"" + token + "\"}' > " + STATE
                                + "/.credentials.json; echo ready; cat");
        session.program().signal("KILL");
        session.program().await(Duration.ofSeconds(20));
        assertThat(logins.resolve("claude/.credentials.json")).doesNotExist();

        Output next = run(other, "cat " + STATE + "/.credentials.json");

        assertThat(next.err()).contains("removed what an earlier session left");
        assertThat(next.out()).contains(token);
    }

    @Test
    void ownConfigurationIsReadAndNotWritten() {
        project.write(project.home().resolve(".claude/CLAUDE.md"), "be kind\n");
        project.write(project.home().resolve(".claude/commands/go.md"), "go\n");
        project.write(project.home().resolve(".claude/.credentials.json"), "{\"host\":\"token\"}");
        String script =
                "cd " + STATE + "; cat CLAUDE.md commands/go.md; ls -a; echo x > CLAUDE.md; echo x > commands/x;"
                        + " rm -f CLAUDE.md; mv commands y; true";

        Output end = session(project).with("--host-config").run("claude", "-c", script);
        Output without = run(project, "ls " + STATE);

        assertThat(end.out()).contains("be kind", "go").doesNotContain(".credentials.json");
        assertThat(project.readAt(project.home().resolve(".claude/CLAUDE.md").toString()))
                .isEqualTo("be kind\n");
        assertThat(project.home().resolve(".claude/commands")).isDirectory().isNotEmptyDirectory();
        assertThat(project.home().resolve(".claude/commands/x")).doesNotExist();
        assertThat(without.out()).doesNotContain("CLAUDE.md");
    }

    @Test
    void secretsAreInTheAgentsEnvironmentAndNowhereElse() throws IOException {
        String ofFile = Nonce.fresh().text();
        String ofVariable = Nonce.fresh().text();
        String ofCommand = Nonce.fresh().text();
        Path file = project.write(project.home().resolve("token"), ofFile + "\n");
        Path command = project.write(project.home().resolve("printed"), ofCommand);
        Rustyolo rustyolo = session(project)
                .withVariable("HOST_TOKEN", ofVariable)
                .with("--secret", "A=file:" + file, "--secret", "B=env:HOST_TOKEN")
                .with("--secret", "C=cmd:cat " + command);
        Output shown = rustyolo.run("--dry-run", "--", "true");
        String seen;
        try (Session session = rustyolo.session("--", "sh", "-c", "echo $A/$B/$C; echo ready; cat")) {
            String inspected = Docker.run("inspect", session.agent(), session.gateway());
            seen = inspected + shown.text() + commandLines();
            Output end = session.finish();

            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(end.out()).contains(ofFile + "/" + ofVariable + "/" + ofCommand);
            assertThat(inspected).contains("HOME=/home/agent");
            seen += end.err();
        }

        assertThat(shown.out()).contains("A=***", "B=***", "C=***");
        assertThat(seen).doesNotContain(ofFile, ofVariable, ofCommand);
        for (Path each : project.tree()) {
            if (Files.isRegularFile(each) && !each.equals(file) && !each.equals(command)) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                        .as(each.toString())
                        .doesNotContain(ofFile, ofVariable, ofCommand);
            }
        }
    }

    private static String commandLines() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path line = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
            if (Files.exists(line)) {
                try {
                    lines.append(new String(Files.readAllBytes(line), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    // It has ended meanwhile: ENOENT before it is opened, ESRCH after that (proc(5)).
                    assertThat(line).as(e.toString()).doesNotExist();
                }
            }
        }
        assertThat(lines.toString()).contains("--secret").contains("/run/rustyolo/secrets");
        return lines.toString();
    }

    private Rustyolo session(Project where) {
        return Rustyolo.inLab(where, lab).withVariable("HOME", project.home().toString());
    }

    private Output run(Project where, String script) {
        return session(where).run("claude", "-c", script);
    }
}
