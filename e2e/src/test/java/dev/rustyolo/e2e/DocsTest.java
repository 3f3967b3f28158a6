package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.page.Block;
import dev.rustyolo.e2e.page.Page;
import dev.rustyolo.e2e.page.Typed;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README and the pages in {@code docs} tell people to type, they can type: a shell reads each block as it
 * stands there. A session that needs nobody outside runs, any other shows what it would do; what a verb changes on the
 * machine it only says. That the long ones do what they say, {@link UsageTest} and {@link AgentsTest} prove.
 */
@ExtendWith(LabExtension.class)
final class DocsTest {
    private static final Pattern TABLE =
            Pattern.compile("\\[(agents|profiles)\\.\"?([a-z0-9.-]+?)\"?(?:\\.[a-z]+)?\\].*");

    /** Of an engine that can't do it all. */
    private static final Pattern WARNING = Pattern.compile("(?m)^.*MEMORY AND PROCESSORS ARE NOT BOUNDED.*\n");

    private final Project project = Project.create(Account.unprivileged());
    private final Typed typed;

    DocsTest(Lab lab) {
        project.write(project.home().resolve(".ssh/config"), "Host *\n");
        project.write(project.home().resolve(".gitconfig"), "[user]\n");
        project.write(project.home().resolve("data/numbers"), "1\n");
        project.write(
                project.home().resolve("company-ca.pem"),
                project.readAt(lab.certificates().authority().toString()));
        project.write(project.home().resolve("company.p12"), "");
        this.typed = new Typed(
                Rustyolo.in(project)
                        .withVariable("ANTHROPIC_API_KEY", "test-key")
                        .withVariable("JAVA_HOME", "/usr/lib/jvm"),
                List.of("--network", Lab.NETWORK, "--dns-servers", Addresses.v4(Addresses.DNS)));
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    static Stream<Block> commands() {
        return Stream.concat(Page.blocks("sh"), Stream.of(Typed.inText()));
    }

    static Stream<Block> dialogues() {
        return Page.blocks("console");
    }

    static Stream<Block> configurations() {
        return Page.blocks("toml");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsTaken(Block block) {
        Output end = run(typed.carefully(block.text()));

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out().lines().filter(line -> line.startsWith(Typed.MARK)).count())
                .as("commands that ran: %s", end.text())
                .isEqualTo(Typed.commandsIn(block));
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void aDialogueGoesAsItStandsThere(Block block) {
        for (Typed.Exchange exchange : Typed.exchanges(block)) {
            Output end = run(typed.really(exchange.command()));

            assertThat(WARNING.matcher(end.text()).replaceAll(""))
                    .as(exchange.command())
                    .matches(exchange.answer());
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aConfigurationIsRead(Block block) {
        project.write(project.home().resolve(".config/rustyolo.toml"), block.text());
        List<String> lines = new ArrayList<>(List.of("rustyolo config show"));
        block.lines().forEach(line -> {
            var table = TABLE.matcher(line);
            if (table.matches()) {
                lines.add(
                        table.group(1).equals("agents")
                                ? "rustyolo " + table.group(2)
                                : "rustyolo config show --profile " + table.group(2));
            }
        });

        Output end = run(typed.carefully(String.join("\n", lines) + "\n"));

        assertThat(end.exitCode()).as(end.text()).isZero();
    }

    @Test
    void theAgentsPageNamesWhatEachMayReach() {
        List<List<String>> rows = Page.named("agents.md").rows("agent");
        Output listed = Rustyolo.in(project).run("agents");

        assertThat(listed.out().lines()).hasSizeGreaterThan(6).allSatisfy(line -> {
            List<String> words = List.of(line.split(" +", -1));
            List<String> row = rows.stream()
                    .filter(cells -> cells.getFirst().equals("`" + words.getFirst() + "`"))
                    .findFirst()
                    .orElseThrow();
            assertThat(words.stream().filter(word -> word.contains(".") && !word.matches("[0-9.]+")))
                    .allSatisfy(name -> assertThat(row.get(1)).contains("`" + name + "`"));
        });
    }

    private Output run(String script) {
        try (Program program = typed.rustyolo().shell(script)) {
            program.closeInput();
            return program.await(Rustyolo.PATIENCE);
        }
    }
}
