package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakeDocker;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.Hostile;
import dev.rustyolo.cli.testing.TestHost;
import dev.rustyolo.cli.ui.Escaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every option against every hostile value: it is refused with a clear message and nothing has happened, or it arrives
 * as what it is and changes nothing else.
 */
class HostileOptionsTest {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final int LONGEST_MESSAGE = 2500;

    @TempDir
    Path temporary;

    private final List<TestHost> unused = new ArrayList<>();
    private Attempt untouched;
    private int machines;

    /** One run of the whole program. */
    private record Attempt(TestHost machine, int code, String out, String err, FakeDocker docker) {}

    @BeforeEach
    void runWithoutOptions() throws IOException {
        untouched = attempt(List.of());
        assertThat(untouched.code()).as(untouched.err()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void takesAGoodValueInBothForms(SessionOption option) throws IOException {
        String good = OptionRow.of(option).good();
        for (List<String> words : option.takesValue() ? forms(option, good) : List.of(List.of(option.longName()))) {
            Attempt attempt = attempt(words);

            assertThat(attempt.code()).as(words + attempt.err()).isZero();
            if (attempt.docker().containers().isEmpty()) {
                assertThat(attempt.out()).isNotEmpty();
            } else {
                requireExactly(attempt, option, good);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesHostileValuesOrTakesThemAsTheyAre(SessionOption option) throws IOException {
        for (String value : Hostile.VALUES) {
            List<List<String>> forms = option.takesValue()
                    ? forms(option, value)
                    : List.of(List.of(option.longName() + "=" + value + (value.isEmpty() ? "x" : "")));
            for (List<String> words : forms) {
                Attempt attempt = attempt(words);
                if (attempt.code() == 0) {
                    assertThat(option.takesValue()).as("%s", words).isTrue();
                    requireExactly(attempt, option, value);
                } else {
                    requireRefusal(attempt, words);
                }
                requireHarmless(attempt.err());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnOptionWithoutItsValueAndOneGivenTwice(SessionOption option) throws IOException {
        if (!option.takesValue()) {
            return;
        }
        for (String name : option.names()) {
            Attempt attempt = attemptExactly(List.of(name));
            requireRefusal(attempt, List.of(name));
        }
        if (option.kind() == SessionOption.Kind.VALUE) {
            String given = option.longName() + "=" + OptionRow.of(option).good();
            requireRefusal(attempt(List.of(given, given)), List.of(given, given));
        }
    }

    private static List<List<String>> forms(SessionOption option, String value) {
        List<List<String>> forms = new ArrayList<>();
        for (String name : option.names()) {
            forms.add(List.of(name, value));
            forms.add(List.of(name + "=" + value));
        }
        return forms;
    }

    private void requireExactly(Attempt attempt, SessionOption option, String value) {
        List<String> expected = withoutMachine(untouched);
        List<String> actual = withoutMachine(attempt);
        List<String> effect = OptionRow.of(option).effect().apply(attempt.machine(), value);
        List<String> added = new ArrayList<>(actual);
        expected.forEach(added::remove);
        List<String> shown = new ArrayList<>();
        for (String argument : effect) {
            shown.add(argument.replace(attempt.machine().root().toString(), "/ROOT"));
        }
        assertThat(added).as("%s %s", option, value).containsExactlyElementsOf(shown);
    }

    private static void requireRefusal(Attempt attempt, List<String> words) throws IOException {
        assertThat(attempt.code()).as("%s: %s", words, attempt.err()).isIn(2, 77);
        assertThat(attempt.err())
                .as("%s", words)
                .contains("[RustyYOLO] error: ", "[RustyYOLO] what to do: ")
                .hasSizeLessThan(LONGEST_MESSAGE);
        assertThat(attempt.out()).isEmpty();
        assertThat(attempt.docker().processes().started()).as("%s", words).isEmpty();
        assertThat(attempt.machine().home().resolve(".local")).doesNotExist();
        try (Stream<Path> files = Files.list(attempt.machine().project())) {
            assertThat(files).as("%s", words).isEmpty();
        }
    }

    private static void requireHarmless(String text) {
        assertThat(Escaper.text(text)).isEqualTo(text);
        assertThat(text.lines()).allMatch(line -> line.startsWith("[RustyYOLO] "));
    }

    private Attempt attempt(List<String> words) throws IOException {
        List<String> line = new ArrayList<>(words);
        line.addAll(List.of("--", "true"));
        return attemptExactly(line);
    }

    private Attempt attemptExactly(List<String> line) throws IOException {
        TestHost machine = machine();
        FakePrinter printed = new FakePrinter();
        FakeDocker docker = new FakeDocker();
        int code = new Application(machine::host, docker.processes(), printed.printer(), () -> "0123456789ab")
                .run(line, System.nanoTime());
        if (code == 0) {
            unused.clear();
        }
        return new Attempt(machine, code, printed.out(), printed.err(), docker);
    }

    /** What was refused has left the machine as it was. */
    private TestHost machine() throws IOException {
        if (unused.isEmpty()) {
            TestHost machine = new TestHost(Files.createDirectory(temporary.resolve(String.valueOf(machines++))));
            Files.writeString(machine.home().resolve("ca.pem"), CERTIFICATE);
            Files.writeString(machine.home().resolve("seccomp.json"), "{\"defaultAction\": \"SCMP_ACT_ERRNO\"}");
            Path configuration = machine.host().locations().configFile();
            Files.createDirectories(configuration.getParent());
            Files.writeString(configuration, "[profiles.good]\n");
            unused.add(machine.with("RUSTYOLO_WARM_TTL", "0"));
        }
        return unused.getFirst();
    }

    private static List<String> withoutMachine(Attempt attempt) {
        List<String> arguments = new ArrayList<>();
        for (String argument : attempt.docker().containers()) {
            arguments.add(argument.replace(attempt.machine().root().toString(), "/ROOT")
                    .replaceAll("owner=[0-9a-f]{12}", "owner=OWNER")
                    .replaceAll("/project-[0-9a-f]{16}", "/project-KEY"));
        }
        return arguments;
    }
}
