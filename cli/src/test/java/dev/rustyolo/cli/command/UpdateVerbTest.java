package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code rustyolo update} does without asking anybody; with a server, the end-to-end tests try it. */
class UpdateVerbTest extends MachineFixture {
    private final FakePrinter printed = new FakePrinter();
    private final FakeProcesses processes = FakeProcesses.succeeding();

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "--binary --yes", "--rollback --yes", "--to 9.9.9"})
    void whatWasBuiltFromSourcesIsNotForUsToReplace(String options) {
        assertThat(update(options)).isEqualTo(12);
        assertThat(printed.err())
                .contains("this rustyolo was built from its sources, and isn't for rustyolo itself to replace")
                .contains("what to do: in the repository: git pull");
        assertThat(processes.started()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--check --rollback | --check and --rollback contradict each other",
                "--check --image | --check and --image contradict each other",
                "--check --agents | --check and --agents contradict each other",
                "--rollback --agents | --rollback and --agents contradict each other",
                "--check --yes | --check and --yes contradict each other",
                "--rollback --to 1.2.3 | --rollback and --to contradict each other",
                "--image --to 1.2.3 | --to is about the program",
                "--to latest | isn't a version",
                "--to 1.2 | isn't a version",
                "--quiet | --quiet goes with --check alone",
                "--repository x | it isn't OWNER/NAME",
                "--repository ../../x | it isn't OWNER/NAME",
                "--api-url http://api.test | it isn't an https address",
                "--api-url https://api.test/?x=y | it isn't an https address",
                "--ca-cert nowhere | nowhere",
            })
    void contradictionsAreRefused(String options, String why) {
        assertThat(update(options)).isEqualTo(2);
        assertThat(printed.err()).contains(why, "what to do: ");
    }

    @Test
    void theProjectsFileHasNoPartInIt() throws IOException {
        Files.writeString(machine.project().resolve(".rustyolo.toml"), "[update]\napi_url = 'http://evil.test'\n");

        assertThat(update("--yes")).isEqualTo(12);
    }

    @Test
    void theUsersFileIsReadAndItsMistakesAreSaid() throws IOException {
        Files.createDirectories(machine.home().resolve(".config"));
        Files.writeString(
                machine.home().resolve(".config/rustyolo.toml"), "[update]\napi_url = 'http://mirror.test'\n");

        assertThat(update("--yes")).isEqualTo(2);
        assertThat(printed.err()).contains("rustyolo.toml:2:", "it isn't an https address");
    }

    private int update(String options) {
        List<String> words = new ArrayList<>(List.of("update"));
        words.addAll(List.of(options.split(" ", -1)));
        return new Application(machine::host, processes, printed.printer(), RandomId::next)
                .run(words, System.nanoTime());
    }
}
