package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.Golden;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApplicationTest extends MachineFixture {
    private static final String SESSION = "0123456789ab";

    private final FakePrinter printed = new FakePrinter();
    private final FakeProcesses processes = FakeProcesses.succeeding();

    @Test
    void showsItsHelp() {
        assertThat(run("--help")).isZero();
        Golden.assertMatches("help.txt", printed.out());
    }

    @Test
    void showsTheHelpOfAVerb() {
        assertThat(run("build", "--help")).isZero();
        Golden.assertMatches("help-build.txt", printed.out());
    }

    @Test
    void showsItsVersion() {
        assertThat(run("-V")).isZero();
        assertThat(printed.out()).startsWith("rustyolo ").doesNotContain("project.version");
    }

    @Test
    void shortAndLongHelpAndTheVerbAreTheSame() {
        // When
        run("help");
        String help = printed.out();
        run("-h");

        // Then
        assertThat(printed.out()).isEqualTo(help + help);
    }

    static Stream<Arguments> dryRuns() {
        return Stream.of(
                Arguments.of("dry-run-default.txt", List.of("--dry-run")),
                Arguments.of(
                        "dry-run-program.txt", List.of("--dry-run", "--offline", "--", "sh", "-c", "id; echo 'x'")),
                Arguments.of(
                        "dry-run-everything.txt",
                        List.of(
                                "--dry-run",
                                "--allow-domains",
                                "github.com api.github.com",
                                "--deny-domains=ads.github.com",
                                "-v",
                                "~/.ssh:/home/agent/.ssh:ro",
                                "-v",
                                "~/.gitconfig:/home/agent/.gitconfig:ro",
                                "-e",
                                "MY_VAR=secret value",
                                "--auth-home",
                                "none",
                                "--image=team/image:1",
                                "--dns-servers=198.51.100.1",
                                "--network=lab",
                                "--allow-private=10.0.0.0/8",
                                "--user=64000:64000",
                                "--memory=8g",
                                "--cpus=2",
                                "--pids-limit=2048",
                                "--tmp-size=2g",
                                "--shm-size=1g",
                                "--gpus=0,1",
                                "--seccomp-profile=none",
                                "--inject-message=Run the tests.",
                                "--audit-log=verbose",
                                "--yolo",
                                "--skip-version-check",
                                "claude",
                                "--",
                                "-p",
                                "Add error handling")));
    }

    @ParameterizedTest
    @MethodSource("dryRuns")
    void showsWhatItWouldRunAndDoesNothing(String golden, List<String> arguments) throws IOException {
        // Given
        List<Path> before = tree();

        // When
        int code = run(arguments.toArray(String[]::new));

        // Then
        assertThat(code).isZero();
        Golden.assertMatches(golden, withoutTheMachine(printed.err() + printed.out()));
        assertThat(processes.started()).isEmpty();
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void showsHostileValuesSoThatAShellReadsThemBack() throws IOException {
        // Given
        Path odd = Files.createDirectory(machine.project().resolve("a:b,c=d 'e' \u202e"));

        // When
        int code = run(
                "--dry-run",
                "-v",
                odd + ":/data/x,y:ro",
                "-e",
                "V=$(id)",
                "--image=registry.test:5000/a/b@sha256:0123",
                "--",
                "--privileged",
                "",
                "it's",
                "two\nlines\t",
                "\u001b[31m\u009b",
                "\u202e\u200b",
                "\ud83d\ude00",
                "$(id) `id` \\ \"q\" *",
                "--cap-add=ALL");

        // Then
        assertThat(code).as(printed.err()).isZero();
        Golden.assertMatches("dry-run-hostile.txt", withoutTheMachine(printed.err() + printed.out()));
    }

    @Test
    void warnsWhenRootOwnsTheProject() {
        // Given
        machine.as(new Account(0, 0));

        // When
        int code = run("--dry-run", "--user", "1:1", "--", "true");

        // Then
        assertThat(code).isZero();
        assertThat(printed.out()).contains("--user=1:1");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(2, "did you mean claude?", "cluade"),
                mistake(2, "rustyolo -- vim 'a b'", "vim", "a b"),
                mistake(
                        2,
                        "rustyolo --allow-domains 'a.test b.test c.test' claude",
                        "--allow-domains",
                        "a.test",
                        "b.test",
                        "c.test",
                        "claude"),
                mistake(2, "rustyolo --allow-domains 'a.test b.test' AGENT", "--allow-domains", "a.test", "b.test"),
                mistake(2, "--memory is an option of a session, and build isn't one", "--memory", "1g", "build"),
                mistake(2, "Unknown option", "build", "--memory", "1g"),
                mistake(2, "Unmatched argument", "build", "x"),
                mistake(2, "--ca-cert has an empty value", "build", "--ca-cert="),
                mistake(2, "Expected parameter", "build", "--ca-cert", "--no-such"),
                mistake(2, "should be specified only once", "build", "--ca-cert=a", "--ca-cert=b"),
                mistake(2, "\\u000a[RustyYOLO] all is well", "build", "--x\n[RustyYOLO] all is well"),
                mistake(2, "would take the gateway out of the way", "warm", "--network=host"),
                mistake(2, "isn't a network's name", "warm", "--network=container:x"),
                mistake(2, "--ttl has an empty value", "warm", "--ttl="),
                mistake(2, "isn't a time up to a day", "warm", "--ttl=-1"),
                mistake(2, "contradict each other", "--yolo", "--no-yolo"),
                mistake(2, "no program after --", "--"),
                mistake(2, "isn't an image's name", "--image=--privileged"),
                mistake(2, "two volumes have the destination", "-v", "~/.ssh:/x", "-v", "~/.gitconfig:/x"),
                mistake(77, "the destination \"/app\" is refused", "-v", "~/.ssh:/app"),
                mistake(77, "it is the whole file system", "-v", "/:/x"),
                mistake(77, "the directory of logins", "--auth-home", "~"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhatToDo(int code, String expected, List<String> arguments) throws IOException {
        // Given
        List<Path> before = tree();

        // When
        int actual = run(arguments.toArray(String[]::new));

        // Then
        assertThat(actual).isEqualTo(code);
        assertThat(printed.err())
                .contains(expected)
                .contains("[RustyYOLO] error: ")
                .contains("what to do: ");
        assertThat(printed.out()).isEmpty();
        assertThat(processes.started()).isEmpty();
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void refusesAProjectThatIsTheHomeDirectory() {
        // When
        int code = application(machine.home()).run(List.of("--dry-run"), System.nanoTime());

        // Then
        assertThat(code).isEqualTo(77);
        assertThat(printed.err()).contains("the project directory").contains("home directory");
    }

    @Test
    void saysLoudlyWhenARuleIsOverridden() {
        // When
        int code = run("--dry-run", "--allow-unsafe-mount", "/etc/ssl", "-v", "/etc/ssl:/data:ro", "--", "true");

        // Then
        assertThat(code).isZero();
        assertThat(printed.err()).contains("WARNING: UNSAFE MOUNT, allowed by --allow-unsafe-mount: /etc/ssl");
    }

    @Test
    void showsNoValueOfTheEnvironment() {
        // When
        run("--dry-run", "-e", "TOKEN=hunter2", "--", "true");

        // Then
        assertThat(printed.out() + printed.err()).contains("TOKEN=***").doesNotContain("hunter2");
    }

    @Test
    void swallowsOneDoubleDashBehindTheAgent() {
        // When
        run("--dry-run", "shell", "--", "--", "x");

        // Then
        assertThat(printed.out()).contains("--entrypoint=bash llm-rustyolo:latest -- x\n");
    }

    private int run(String... arguments) {
        return application(machine.project()).run(List.of(arguments), System.nanoTime());
    }

    private Application application(Path directory) {
        return new Application(() -> machine.hostIn(directory), processes, printed.printer(), () -> SESSION);
    }

    /** The temporary directory, and what is derived from its name. */
    private String withoutTheMachine(String text) {
        return text.replace(machine.root().toString(), "/ROOT")
                .replaceAll("owner=[0-9a-f]{12}", "owner=OWNER")
                .replaceAll("/project-[0-9a-f]{16}", "/project-KEY");
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> files = Files.walk(machine.root())) {
            return files.sorted().toList();
        }
    }

    private static Arguments mistake(int code, String expected, String... arguments) {
        return Arguments.of(code, expected, List.of(arguments));
    }
}
