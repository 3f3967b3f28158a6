package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.Golden;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What configuration files do to the command. */
class ConfigurationTest extends MachineFixture {
    private static final String HOSTILE = "[default]\nallow_domains = [\"evil.test\"]\n";

    private final FakePrinter printed = new FakePrinter();
    private final FakeProcesses processes = FakeProcesses.succeeding();

    @Test
    void theUsersFileIsTheDefaultOfEveryOption() {
        user("""
                [default]
                allow_domains = ["github.com"]
                deny_domains = ["gist.github.com"]
                volumes = ["~/.gitconfig:/home/agent/.gitconfig:ro"]
                env = ["EDITOR=vi", "LESS=F"]
                auth_home = "none"
                image = "team/image:1"
                agent = "mine"
                [resources]
                memory = "8g"
                cpus = 2
                pids_limit = 2048
                [security]
                dns_servers = ["198.51.100.1"]
                [network]
                name = "lab"
                allow_private = ["10.0.0.0/8"]
                [agents.mine]
                command = ["mine", "--color"]
                api_domains = ["api.test"]
                skip_permissions = ["--yes"]
                env = ["MINE=1"]
                """);

        assertThat(run("--dry-run", "--allow-domains", "typed.test", "-e", "EDITOR=ed", "--memory", "1g"))
                .isZero();

        Golden.assertMatches(
                "dry-run-config.txt",
                (printed.err() + printed.out())
                        .replace(machine.root().toString(), "/ROOT")
                        .replaceAll("owner=[0-9a-f]{12}", "owner=OWNER")
                        .replaceAll("/project-[0-9a-f]{16}", "/project-KEY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shell", "--dry-run", "-- id"})
    void anUntrustedProjectStartsNothing(String words) {
        project(HOSTILE);

        int code = run(words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(printed.err())
                .contains(".rustyolo.toml is not trusted")
                .contains("what to do: ")
                .contains("rustyolo trust");
        assertThat(processes.started()).isEmpty();
        assertThat(machine.state()).doesNotExist();
    }

    @Test
    void trustIsGivenOnceForEachContent() {
        project(HOSTILE);

        assertThat(trust(true)).isZero();
        assertThat(run("--dry-run", "shell")).isZero();
        assertThat(printed.out()).contains("evil.test");

        project(HOSTILE + "# changed\n");
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
        assertThat(trust(false)).isEqualTo(2);
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
        assertThat(trust(true)).isZero();
        assertThat(run("--dry-run", "shell")).isZero();
    }

    @Test
    void trustIsTakenBack() {
        project(HOSTILE);
        trust(true);

        assertThat(run("trust", "--status")).isZero();
        assertThat(run("trust", "--revoke")).isZero();
        assertThat(run("trust", "--status")).isEqualTo(2);
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
    }

    @Test
    void whatOnlyNarrowsCanBeTrustedToStay() throws IOException {
        Path file = machine.project().resolve(".rustyolo.toml");
        project("[network]\noffline = true\n");
        assertThat(run("--dry-run", "shell")).isZero();
        assertThat(run("trust", "--status")).isZero();
        assertThat(trust(true)).isZero();
        assertThat(run("--dry-run", "shell")).isZero();

        Files.delete(file);
        assertThat(run("trust", "--status")).isEqualTo(2);
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
        assertThat(printed.err()).contains(".rustyolo.toml is gone, and you trusted it to be there");
        assertThat(trust(false)).isEqualTo(2);
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
        assertThat(trust(true)).isZero();
        assertThat(run("--dry-run", "shell")).isZero();
    }

    @Test
    void nothingIsAskedAboutAFileThatAsksForNothing() {
        project("# nothing yet\n");

        assertThat(trust(false)).isZero();
        assertThat(printed.out()).contains("only narrows, and needs no trust");
    }

    @Test
    void withoutATerminalNothingIsTrusted() {
        project(HOSTILE);

        assertThat(run("trust")).isEqualTo(2);
        assertThat(printed.err()).contains("there is no terminal to ask you on");
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
    }

    @Test
    void showsWhatItAsksForInWords() {
        project("""
                [default]
                allow_domains = ["github.com"]
                deny_domains = ["gist.github.com"]
                volumes = ["~/.aws:/home/agent/.aws", "~/.gitconfig:/g:ro"]
                env = ["NODE_OPTIONS=--require /app/x.js\u202e", "TOKEN"]
                image = "evil/image"
                [resources]
                memory = "64g"
                [agents.claude]
                command = ["/app/claude"]
                [profiles.ci.network]
                name = "lab"
                """);
        trust(true);
        project("[default]\nallow_domains = [\"github.com\", \"evil.test\"]\n");
        trust(false);

        Golden.assertMatches("trust.txt", printed.out().replace(machine.root().toString(), "/ROOT"));
    }

    @Test
    void whatIsTypedNowContradictsAnOfflineProject() {
        project("[network]\noffline = true\n");
        user("[default]\nallow_domains = [\"user.test\"]\n");

        assertThat(run("--dry-run", "shell")).isZero();
        assertThat(printed.out()).doesNotContain("user.test");
        assertThat(run("--dry-run", "--allow-domains", "typed.test", "shell")).isEqualTo(2);
        assertThat(printed.err()).contains("contradict");
    }

    @Test
    void saysWhichFileAValueComesFromThatCannotBeUsed() {
        user("[default]\nvolumes = [\"~/missing:/x\"]\n");
        assertThat(run("--dry-run", "shell")).isEqualTo(2);
        assertThat(printed.err()).contains(".config/rustyolo.toml:2:12: can't mount \"~/missing\"");

        user("[default]\nvolumes = [\"/:/x\"]\n");
        assertThat(run("--dry-run", "shell")).isEqualTo(77);
        assertThat(printed.err()).contains(".config/rustyolo.toml:2:12: the volume \"/\" is refused");
    }

    @Test
    void doesNotBlameTheFileForWhatWasTyped() {
        user("[default]\nimage = \"team/image\"\n");

        assertThat(run("--dry-run", "-v", "/:/x", "shell")).isEqualTo(77);

        assertThat(printed.err()).contains("error: the volume \"/\" is refused");
    }

    @Test
    void aTrustedMountMayNotBecomeALink() throws IOException {
        // Given
        Files.createDirectory(machine.project().resolve("data"));
        Path secret = Files.createDirectory(machine.home().resolve("secret"));
        project("[default]\nvolumes = [\"./data:/data\"]\n");
        trust(true);
        assertThat(run("--dry-run", "shell")).isZero();

        // When
        Files.delete(machine.project().resolve("data"));
        Files.createSymbolicLink(machine.project().resolve("data"), secret);

        // Then
        assertThat(run("--dry-run", "shell")).isEqualTo(77);
        assertThat(printed.err()).contains(".rustyolo.toml:2:12: ").contains("leads out of the project, by a link");
    }

    @Test
    void anAgentOfTheConfigurationMayNotHaveAVerbsName() {
        user("[agents.warm]\ncommand = [\"x\"]\n");

        assertThat(run("--dry-run", "shell")).isEqualTo(2);
        assertThat(printed.err()).contains("an agent warm, and that is the name of a verb");
    }

    @Test
    void aMistypedAgentOfTheConfigurationIsSuggested() {
        user("[agents.helper]\ncommand = [\"x\"]\n");

        assertThat(run("helpr")).isEqualTo(2);
        assertThat(printed.err()).contains("did you mean helper?");
    }

    @Test
    void helpAndVerbsNeedNoConfiguration() {
        user("not toml");
        project(HOSTILE);

        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(run("build", "--help")).isZero();
    }

    @Test
    void initWritesOnce() throws IOException {
        Path file = machine.project().resolve(".rustyolo.toml");

        assertThat(run("init")).isZero();
        Files.writeString(file, "# mine\n");
        assertThat(run("init")).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("# mine\n");
        assertThat(run("init", "--force")).isZero();
        assertThat(Files.readString(file)).contains("allow_domains");
        assertThat(machine.project()).isDirectoryContaining(entry -> entry.equals(file));
        assertThat(run("--dry-run", "shell")).isZero();
    }

    @Test
    void initFollowsNoLink() throws IOException {
        Path victim = Files.writeString(machine.home().resolve("victim"), "precious");
        Path file = Files.createSymbolicLink(machine.project().resolve(".rustyolo.toml"), victim);

        assertThat(run("init")).isEqualTo(2);
        assertThat(run("init", "--force")).isZero();

        assertThat(Files.readString(victim)).isEqualTo("precious");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(file).isRegularFile();
    }

    @Test
    void configShowsWhatIsInEffect() {
        user("[profiles.work]\nimage = \"work:1\"\n");

        assertThat(run("config", "show", "--profile", "work")).isZero();
        assertThat(printed.out()).contains("image = \"work:1\"");
        assertThat(run("config", "show", "--profile", "wrok")).isEqualTo(2);
        assertThat(run("config")).isEqualTo(2);
        project(HOSTILE);
        assertThat(run("config", "show")).isEqualTo(2);
    }

    private int trust(boolean yes) {
        return VerbFrame.run(
                new TrustVerb(() -> machine.onTerminal().host(), printed.printer(), question -> yes),
                List.of(),
                printed.printer());
    }

    private int run(String... arguments) {
        return new Application(machine::host, processes, printed.printer(), () -> "0123456789ab")
                .run(List.of(arguments), System.nanoTime());
    }

    private void user(String text) {
        write(machine.home().resolve(".config/rustyolo.toml"), text);
    }

    private void project(String text) {
        write(machine.project().resolve(".rustyolo.toml"), text);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
