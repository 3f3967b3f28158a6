package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shells complete what the program takes. Bash is asked itself. */
class CompletionTest extends MachineFixture {
    /** Words behind the name of the program, the last one unfinished (an underscore for an empty one), and the answers. */
    @ParameterizedTest
    @CsvSource({
        "--engi, --engine",
        "--engine _, docker podman",
        "--engine = po, podman",
        "--engine =, docker podman",
        "--audit-log v, verbose",
        "--memory u, unlimited",
        "cl, claude",
        "--offline lo, logs",
        "--allow-domains a.test cod, codex",
        "--image = x --offl, --offline",
        "-v /a : /b cl, claude",
        "logs --de, --denied",
        "--offline logs --fol, --follow",
        "config s, show",
        "completion _, bash zsh fish",
        "help net, network",
        "warm --engine d, docker",
        "claude --engi,",
        "claude lo,",
        "-- lo,",
        "--image lo,",
        "--volume lo,"
    })
    void bashCompletes(String typed, String answers) throws IOException, InterruptedException {
        assertThat(bash(typed)).isEqualTo(answers == null ? "" : answers);
    }

    @Test
    void bashKnowsAllOptionsAgentsAndVerbs() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        for (SessionOption option : SessionOption.values()) {
            options.addAll(option.names());
        }
        assertThat(bash("-").split(" ")).containsExactlyInAnyOrderElementsOf(options);
        assertThat(bash("_").split(" ")).contains("claude", "shell", "build", "logs", "help");
    }

    @Test
    void eachShellHasAScript() {
        assertThat(script("zsh")).startsWith("#compdef rustyolo\n").contains("--allow-domains");
        assertThat(script("fish"))
                .contains("complete -c rustyolo -n '__rustyolo_at_start' -l engine -x -a 'docker podman' -d ")
                .contains("complete -c rustyolo -n '__rustyolo_at_start' -s v -l volume -r -F -d ")
                .contains("complete -c rustyolo -n '__rustyolo_is logs' -l denied -f -d ");
    }

    @Test
    void thereAreNoOthers() {
        FakePrinter printed = new FakePrinter();
        assertThat(run(printed, "completion", "tcsh")).isEqualTo(2);
        assertThat(printed.err()).contains("there is completion for bash, zsh, fish");
    }

    private String bash(String typed) throws IOException, InterruptedException {
        Path script = machine.root().resolve("completion.bash");
        Files.writeString(script, script("bash"));
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "--norc",
                "-c",
                "set -u; . \"$0\"; COMP_WORDS=(rustyolo \"$@\"); COMP_CWORD=$#; _rustyolo_line; echo ${COMPREPLY[*]-}",
                script.toString()));
        for (String word : typed.split(" ", -1)) {
            command.add(word.equals("_") ? "" : word);
        }
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return answer.strip();
    }

    private String script(String shell) {
        FakePrinter printed = new FakePrinter();
        assertThat(run(printed, "completion", shell)).isZero();
        return printed.out();
    }

    private int run(FakePrinter printed, String... arguments) {
        return new Application(machine::host, FakeProcesses.succeeding(), printed.printer(), () -> "0123456789ab")
                .run(List.of(arguments), System.nanoTime());
    }
}
