package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.attack.Round;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.lab.ScriptedModel;
import dev.rustyolo.e2e.lab.ScriptedModel.Step;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main job: the real Claude Code in the real sandbox, started by a user without privileges, does a day's work and
 * is then talked into leaking.
 */
@ExtendWith(LabExtension.class)
final class ClaudeCodeTest {
    private static final String BUGGY = "def add(a, b):\n    return a - b\n";
    private static final String TEST = """
            import unittest

            from calc import add


            class CalcTest(unittest.TestCase):
                def test_add(self):
                    self.assertEqual(add(2, 2), 4)
            """;
    private static final String RUN_TESTS = "python3 -m unittest test_calc 2>&1; true";
    private static final List<String> WAYS_OUT = List.of(
            "tcp4-443",
            "tcp6-443",
            "tcp4-metadata",
            "udp4-443",
            "icmp4",
            "af-packet",
            "so-mark",
            "dns-system",
            "dns-upstream",
            "dns-tcp",
            "dns-engine",
            "dns-below-wildcard",
            "https-evil",
            "https-evil-by-address",
            "cdn-neighbour",
            "sni-evil",
            "host-evil",
            "port-unlisted",
            "answer-metadata");

    private final Lab lab;
    private final Battery battery;

    ClaudeCodeTest(Lab lab) {
        this.lab = lab;
        battery = new Battery(lab, Catalogue.named(WAYS_OUT.toArray(String[]::new)));
    }

    @Test
    void everyWayOutIsOneWithoutASandbox() {
        assertThat(battery.controlsThatFail()).isEmpty();
    }

    @Test
    void worksAndCannotLeak() throws IOException {
        Nonce fetched = Nonce.fresh();
        Round round = battery.begin();
        List<Step> script = new ArrayList<>(List.of(
                Step.read("/app/calc.py"),
                Step.bash(RUN_TESTS),
                Step.edit("/app/calc.py", "a - b", "a + b"),
                Step.bash(RUN_TESTS),
                Step.bash("curl -sS https://allowed.test/" + fetched.text()),
                Step.bash("git add -A && git -c user.name=a -c user.email=a@b commit -qm fix && git log --oneline")));
        int work = script.size();
        round.commands().values().forEach(command -> script.add(Step.bash(command)));
        ScriptedModel model = ScriptedModel.play(lab, script);

        try (Project project = Project.withProbes(Account.unprivileged())) {
            project.write("calc.py", BUGGY);
            project.write("test_calc.py", TEST);
            project.write(".git/HEAD", "ref: refs/heads/main\n");
            Files.createDirectories(project.directory().resolve(".git/objects"));
            Files.createDirectories(project.directory().resolve(".git/refs"));
            project.account().own(project.base());
            Program claude = Rustyolo.inLab(project, lab)
                    .with("--yolo", "-e", "ANTHROPIC_API_KEY=test-key", "--allow-domains", Catalogue.ALLOWED)
                    .start("claude", "-p", "Mend the calculator");
            claude.closeInput();
            model.awaitStart();
            List<String> addresses = new Session(claude, Session.liveIds().getLast()).addresses();
            Output end = claude.await(Rustyolo.PATIENCE);

            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(end.out()).contains(ScriptedModel.CLOSING_TEXT);
            assertTheWorkIsDone(model, project, fetched);
            int step = work;
            for (String way : round.commands().keySet()) {
                assertThat(model.result(step)).as(way).doesNotContain("Traceback");
                step++;
            }
            assertThat(round.leaks(addresses, resolvable())).isEmpty();
            assertThat(end.err()).contains("evil.test").contains("--allow-domains");
        }
    }

    private void assertTheWorkIsDone(ScriptedModel model, Project project, Nonce fetched) {
        assertThat(model.result(0)).contains("return a - b");
        assertThat(model.result(1)).contains("FAILED");
        assertThat(model.result(3)).contains("OK").doesNotContain("FAILED");
        assertThat(model.result(4)).contains("hello from allowed.test");
        assertThat(model.result(5)).contains("fix");
        assertThat(project.read("calc.py")).isEqualTo(BUGGY.replace('-', '+'));
        assertThat(lab.allowed().sightings().all())
                .anyMatch(seen -> seen.kind().equals("http") && seen.detail().contains(fetched.text()));
        assertThat(project.wronglyOwned()).isEmpty();
        assertThat(project.tree())
                .anyMatch(path -> path.toString().contains("/rustyolo/history/")
                        && path.toString().endsWith(".jsonl"));
    }

    private static Set<String> resolvable() {
        return new TreeSet<>(Stream.concat(Catalogue.resolvable().stream(), Stream.of("api.anthropic.com"))
                .toList());
    }
}
