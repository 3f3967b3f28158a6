package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.testing.FakeDocker;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.Hostile;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.ui.Escaper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every verb against every hostile value, as {@link HostileOptionsTest} does for sessions. */
class HostileVerbsTest extends MachineFixture {
    static Stream<String> options() {
        FakeProcesses none = FakeProcesses.succeeding();
        FakePrinter printed = new FakePrinter();
        List<Verb> verbs = List.of(
                new BuildVerb(HostileVerbsTest::nothing, none, printed.printer()),
                new WarmVerb(HostileVerbsTest::nothing, none, printed.printer(), () -> "0123456789ab"),
                new UpdateVerb(HostileVerbsTest::nothing, none, printed.printer(), question -> false));
        List<String> options = new ArrayList<>();
        for (Verb verb : verbs) {
            for (OptionSpec option : verb.options()) {
                options.add(verb.name() + " " + option.longestName());
            }
        }
        options.remove("update --check"); // it takes no value, and asks the network when it is given none
        return options.stream();
    }

    private static Host nothing() {
        throw new AssertionError("nobody asked");
    }

    @ParameterizedTest
    @MethodSource("options")
    void refusesHostileValuesOrPassesThemOnAsTheyAre(String option) {
        String verb = option.split(" ", 2)[0];
        String name = option.split(" ", 2)[1];
        for (String value : Hostile.VALUES) {
            for (List<String> words : List.of(List.of(verb, name + "=" + value), List.of(verb, name, value))) {
                FakePrinter printed = new FakePrinter();
                FakeProcesses processes = new FakeDocker().processes();

                int code = new Application(machine::host, processes, printed.printer(), RandomId::next)
                        .run(words, System.nanoTime());

                assertThat(Escaper.text(printed.err())).as("%s", words).isEqualTo(printed.err());
                assertThat(printed.err().lines()).allMatch(line -> line.startsWith("[RustyYOLO] "));
                // What isn't installed by an installer is never updated, whatever it is told.
                if (code == 2 || code == 77 || code == ExitCode.UPDATE_REFUSED.code()) {
                    assertThat(printed.err())
                            .contains("error: ", "what to do: ")
                            .hasSizeLessThan(12_000);
                    assertThat(processes.started()).as("%s", words).isEmpty();
                } else {
                    assertThat(code).as("%s %s", words, printed.err()).isZero();
                    requireWhole(processes, name, value);
                }
            }
        }
    }

    /** A value in an argument list is all of an argument, but for the name before it. */
    private static void requireWhole(FakeProcesses processes, String name, String value) {
        List<String> arguments =
                processes.commands().stream().flatMap(List::stream).toList();
        if (value.startsWith("-") && !value.equals("--")) {
            assertThat(arguments).doesNotContain(value);
        }
        assertThat(arguments.stream().filter(argument -> argument.startsWith(name + "=")))
                .allMatch(argument -> argument.equals(name + "=" + value));
    }
}
