package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command line of the README is one that the program takes: a shell reads it as it stands there, and the program
 * shows what it would do. That they also do it, {@link UsageTest} proves.
 */
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        boolean shell = false;
        for (String line : Files.readAllLines(README)) {
            if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell && (line.startsWith("rustyolo") || line.startsWith("./rustyolo"))) {
                commands.add(line);
            }
        }
        return commands.stream();
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isTaken(String line) {
        try (Project project = Project.create(Account.unprivileged())) {
            project.write(project.home().resolve(".ssh/config"), "Host *\n");
            project.write(project.home().resolve(".gitconfig"), "[user]\n");
            Rustyolo typed = Rustyolo.in(project);

            Output end = shell(typed, line);

            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(end.out()).containsAnyOf(" run --interactive ", "Usage: rustyolo ");
        }
    }

    /** The program as a function of the shell: a session shows what it would run, a verb its help. */
    private static Output shell(Rustyolo typed, String line) {
        String function =
                "rustyolo() { case \"${1-}\" in build|logs|completion|help|init|trust|config) \"$PROGRAM\" \"$1\" --help;;"
                        + " *) \"$PROGRAM\" --dry-run \"$@\";; esac; }\n";
        List<String> command = new ArrayList<>(typed.project().account().prefix());
        command.addAll(List.of("sh", "-c", function + line.replace("./rustyolo", "rustyolo")));
        Rustyolo known = typed.withVariable("PROGRAM", Rustyolo.binary().toString());
        try (Program program = Program.start("shell", typed.project().directory(), known.environment(), command)) {
            program.closeInput();
            return program.await(Rustyolo.PATIENCE);
        }
    }
}
