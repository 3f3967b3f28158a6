package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentScannerTest {
    static Stream<Arguments> goodLines() {
        return Stream.of(
                good(List.of(), Map.of(), new Rest.Nothing()),
                good(List.of("claude"), Map.of(), word("claude")),
                good(List.of("claude", "--help"), Map.of(), word("claude", "--help")),
                good(List.of("claude", "-p", "x", "--", "-v"), Map.of(), word("claude", "-p", "x", "--", "-v")),
                good(List.of("claude", "--", "--yolo"), Map.of(), word("claude", "--", "--yolo")),
                good(List.of("claude", "--memory", "1g"), Map.of(), word("claude", "--memory", "1g")),
                good(List.of("-"), Map.of(), word("-")),
                good(List.of(""), Map.of(), word("")),
                good(List.of("--", "sh", "-c", "id"), Map.of(), new Rest.Program(List.of("sh", "-c", "id"))),
                good(List.of("--", "--", "x"), Map.of(), new Rest.Program(List.of("--", "x"))),
                good(List.of("--", "-x"), Map.of(), new Rest.Program(List.of("-x"))),
                good(List.of("-h"), Map.of(SessionOption.HELP, List.of("")), new Rest.Nothing()),
                good(List.of("--yolo", "--yolo"), Map.of(SessionOption.YOLO, List.of("")), new Rest.Nothing()),
                good(
                        List.of("-e", "A=1", "--env", "B", "-eC=3", "-e=D=4", "--env=E=5", "x"),
                        Map.of(SessionOption.ENV, List.of("A=1", "B", "C=3", "D=4", "E=5")),
                        after(SessionOption.ENV, "x")),
                good(
                        List.of("--memory=-1", "x"),
                        Map.of(SessionOption.MEMORY, List.of("-1")),
                        after(SessionOption.MEMORY, "x")),
                good(
                        List.of("--volume=--privileged", "x"),
                        Map.of(SessionOption.VOLUME, List.of("--privileged")),
                        after(SessionOption.VOLUME, "x")),
                good(
                        List.of("--allow-domains", "", "--", "x"),
                        Map.of(SessionOption.ALLOW_DOMAINS, List.of("")),
                        new Rest.Program(List.of("x"))),
                good(
                        List.of("--allow-domains", "a b", "--allow-domains", "c", "claude"),
                        Map.of(SessionOption.ALLOW_DOMAINS, List.of("a b", "c")),
                        after(SessionOption.ALLOW_DOMAINS, "claude")));
    }

    @ParameterizedTest
    @MethodSource("goodLines")
    void splitsTheLine(List<String> arguments, Map<SessionOption, List<String>> options, Rest rest) {
        // When
        ParsedLine line = ArgumentScanner.scan(arguments);

        // Then
        assertThat(line.options()).isEqualTo(options);
        assertThat(line.rest()).isEqualTo(rest);
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                Arguments.of(List.of("--"), "no program after --"),
                Arguments.of(List.of("--", ""), "no program after --"),
                Arguments.of(List.of("--memory"), "--memory needs a value"),
                Arguments.of(List.of("--memory", "--yolo"), "\"--yolo\" looks like an option"),
                Arguments.of(List.of("-v", "--"), "\"--\" looks like an option"),
                Arguments.of(List.of("--memory", ""), "--memory has an empty value"),
                Arguments.of(List.of("--image="), "--image has an empty value"),
                Arguments.of(List.of("--memory", "1g", "--memory=2g"), "--memory is given twice"),
                Arguments.of(List.of("--dry-run=false"), "--dry-run takes no value"),
                Arguments.of(List.of("-hV"), "-h takes no value"),
                Arguments.of(List.of("-x"), "no option \"-x\""),
                Arguments.of(List.of("--priviledged"), "no option \"--priviledged\""),
                Arguments.of(List.of("--Memory", "1g"), "no option \"--Memory\""),
                Arguments.of(List.of("--mem", "1g"), "no option \"--mem\""),
                Arguments.of(List.of("---"), "no option \"---\""));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void refusesWhatItCannotSplit(List<String> arguments, String message) {
        // When
        CliException failure = catchThrowableOfType(CliException.class, () -> ArgumentScanner.scan(arguments));

        // Then
        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(failure.what()).contains(message);
        assertThat(failure.remedy()).isNotEmpty();
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        // When
        CliException failure =
                catchThrowableOfType(CliException.class, () -> ArgumentScanner.scan(List.of("--alow-domains", "x")));

        // Then
        assertThat(failure.remedy()).startsWith("did you mean --allow-domains?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "-e", "-h", "-V"})
    void hasTheShortOptions(String name) {
        assertThat(SessionOption.named(name)).isPresent();
    }

    @Test
    void hasNoOtherShortOptions() {
        long shorts = Stream.of(SessionOption.values())
                .flatMap(option -> option.names().stream())
                .filter(name -> !name.startsWith("--"))
                .count();

        assertThat(shorts).isEqualTo(4);
    }

    private static Arguments good(List<String> arguments, Map<SessionOption, List<String>> options, Rest rest) {
        return Arguments.of(arguments, options, rest);
    }

    private static Rest word(String word, String... arguments) {
        return new Rest.Word(word, List.of(arguments), List.of());
    }

    private static Rest after(SessionOption option, String word) {
        return new Rest.Word(word, List.of(), List.of(option));
    }
}
