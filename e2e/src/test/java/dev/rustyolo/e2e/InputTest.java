package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FakeEngine;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile values on the command line of the real program, and what its engine gets of them (catalogue section J). */
final class InputTest {
    private static final List<String> HOSTILE = List.of(
            "",
            " a ",
            "-",
            "--",
            "--privileged",
            "a:b,c=d",
            "\"a\",'b'",
            "a\nb\r\tc",
            "\u001b[31m\u009b\u007f",
            "\u202ea\u200b",
            "\ud83d\ude00",
            "$(id)`id`;id",
            "*",
            "{{.ID}}%s\\",
            "\ufffd",
            "x".repeat(10_240));

    private final Project project = Project.create(Account.unprivileged());
    private final FakeEngine engine = FakeEngine.beside(project);
    private final Rustyolo rustyolo = engine.in(Rustyolo.in(project));

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void everyArgumentOfAProgramArrivesAsItIs() {
        List<String> words = new ArrayList<>(List.of("--", "--entry point,=\n\u001b\""));
        words.addAll(HOSTILE);

        Output end = rustyolo.run(words.toArray(String[]::new));

        assertThat(end.exitCode()).as(end.text()).isZero();
        List<String> agent = engine.calls("agent").getLast();
        String named = agent.stream()
                .filter(word -> word.startsWith("llm-rustyolo:"))
                .findFirst()
                .orElseThrow();
        int image = agent.indexOf(named);
        assertThat(agent.get(image - 1)).isEqualTo("--entrypoint=--entry point,=\n\u001b\"");
        assertThat(agent.subList(image + 1, agent.size() - 1)).isEqualTo(HOSTILE);
    }

    @Test
    void everyValueOfAVariableArrivesAsItIs() {
        List<String> options = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String value : HOSTILE) {
            if (value.chars().noneMatch(Character::isISOControl)) {
                String line = "V" + options.size() + "=" + value;
                options.addAll(List.of("-e", line));
                expected.add(line);
            }
        }

        Output end = rustyolo.with(options.toArray(String[]::new)).run("--", "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(engine.agent()).hasSizeGreaterThan(10).containsAll(expected);
        assertThat(String.join(
                        "\n", engine.calls("").stream().map(Object::toString).toList()))
                .as("values in an argument list")
                .doesNotContain("$(id)", "V1");
    }

    @Test
    void everyMountIsOneArgument() {
        List<String> names = List.of(
                "a:b,c=d",
                "-x",
                "--privileged",
                "'b'",
                "$(id)`id`;id",
                " a",
                "\ud83d\ude00\u202e",
                "*",
                "%s\\",
                "a:ro");
        List<String> options = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String name : names) {
            project.write(name + "/file", "x\n");
            options.addAll(List.of("-v", "./" + name + ":/data/" + expected.size() + ":ro"));
            String source = "source=" + project.directory().resolve(name);
            expected.add("--mount=type=bind," + (source.contains(",") ? '"' + source + '"' : source) + ",target=/data/"
                    + expected.size() + ",readonly");
        }

        Output end = rustyolo.with(options.toArray(String[]::new)).run("--", "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(engine.calls("agent").getLast()).containsAll(expected);
    }

    /** The shell makes the bytes: Java can't. The options are those of the help, so that none is forgotten. */
    @Test
    void whatIsNotUtf8IsRefusedWhereverItStands() {
        String script = """
                bad=$(printf 'x\\377y\\200')
                mkdir "$bad"
                try() { "$PROGRAM" "$@" >out 2>err; echo "$? $(tail -n 1 err | cut -c 1-80)"; }
                for option in $("$PROGRAM" --help | grep -o -- '^ *\\(-., \\)\\?--[a-z-]*' | grep -o -- '--.*'); do
                  try "$option=$bad" -- true
                done
                for word in "$bad" claude shell build warm; do try "$word" "$bad"; done
                try -- "$bad"
                try -- true "$bad"
                try -v "./$bad:/data" -- true
                try -e "A=$bad" -- true
                A=$bad try -e A -- true
                cd "$bad" && try -- true
                """;

        Output end = shell(script);

        List<String> lines = end.out().lines().toList();
        assertThat(lines)
                .as(end.err())
                .hasSizeGreaterThan(30)
                .allMatch(line -> line.startsWith("2 [RustyYOLO] what to do: "));
        assertThat(engine.calls("")).isEmpty();
    }

    @Test
    void aCharacterThatJavaWouldPutInPlaceOfDamageMayBeTyped() {
        Output end = rustyolo.run("--", "echo", "\ufffd");

        assertThat(end.exitCode()).as(end.text()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">&-",
                "<&-",
                "2>&-",
                "<&- >&- 2>&-",
                "| head -n 1",
                "2>/dev/full",
                "2>&1 | head -n 1",
                "</dev/null"
            })
    void oddStreamsGiveNoStackTrace(String redirection) {
        String script = """
                for words in '--help' 'build --help' '--dry-run -- true' '-- true' '--version' 'no-such-agent' '--x'; do
                  { "$PROGRAM" $words REDIRECTION; } 2>>said
                done
                cat said
                """.replace("REDIRECTION", redirection);

        Output end = shell(script);

        assertThat(end.text()).doesNotContain("Exception", "at dev.rustyolo", "at java.base");
        assertThat(project.directory()).isDirectoryContaining(entry -> entry.endsWith("said"));
    }

    @ParameterizedTest
    @CsvSource({"--help, 74", "--dry-run -- true, 74", "build --help, 74", "--version, 74"})
    void anAnswerThatCannotBeWrittenIsAFailure(String words, int code) {
        Output end = shell("\"$PROGRAM\" " + words + " >/dev/full");

        assertThat(end.exitCode()).as(end.text()).isEqualTo(code);
        assertThat(end.err()).contains("can't write to standard output", "what to do: ");
    }

    private Output shell(String script) {
        List<String> command = new ArrayList<>(project.account().prefix());
        command.addAll(List.of("/bin/sh", "-c", script));
        Rustyolo known = rustyolo.withVariable("PROGRAM", Rustyolo.binary().toString());
        try (Program program = Program.start("shell", project.directory(), known.environment(), command)) {
            program.closeInput();
            return program.await(Rustyolo.PATIENCE);
        }
    }
}
