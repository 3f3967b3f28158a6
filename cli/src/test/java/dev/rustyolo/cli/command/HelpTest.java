package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakeDocker;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.Golden;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the program says about itself, and how much of it. */
class HelpTest extends MachineFixture {
    private final FakePrinter printed = new FakePrinter();

    @ParameterizedTest
    @EnumSource
    void showsTheHelpAboutATopic(HelpSection section) {
        assertThat(run("help", section.topic())).isZero();
        Golden.assertMatches("help-" + section.topic() + ".txt", printed.out());
    }

    /** What the help shows can be typed. */
    @ParameterizedTest
    @EnumSource
    void takesTheLinesOfTheHelp(HelpSection section) throws IOException {
        Files.createDirectories(machine.home().resolve("library"));
        Files.writeString(
                machine.home().resolve("company-ca.pem"),
                "-----BEGIN CERTIFICATE-----\nM\n-----END CERTIFICATE-----\n");
        Files.writeString(machine.home().resolve("seccomp.json"), "{\"defaultAction\": \"SCMP_ACT_ERRNO\"}");
        Files.createDirectories(machine.home().resolve(".config"));
        Files.writeString(machine.home().resolve(".config/rustyolo.toml"), "[profiles.release]\n");
        machine.with("API_TOKEN", "x");
        for (HelpExample example : HelpExample.of(section)) {
            String line = example.line()
                    .replace("rustyolo ", "")
                    .replace("~", machine.home().toString());
            if (!line.contains("podman") && !line.startsWith("logs")) {
                List<String> words = new ArrayList<>(List.of("--dry-run"));
                Matcher word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(line);
                while (word.find()) {
                    words.add(word.group().replaceAll("[\"']", ""));
                }
                assertThat(run(words.toArray(String[]::new)))
                        .as(line + printed.err())
                        .isZero();
            }
        }
    }

    @Test
    void helpAboutAVerbIsTheVerbsAndMistakesAreGuessed() {
        assertThat(run("help", "build")).isZero();
        String help = printed.out();
        assertThat(run("build", "--help")).isZero();
        assertThat(printed.out()).isEqualTo(help + help);
        assertThat(run("help", "netwrk")).isEqualTo(2);
        assertThat(printed.err()).contains("did you mean rustyolo help network?");
        assertThat(run("help", "x")).isEqualTo(2);
        assertThat(printed.err()).contains("topics: network, files, agent, container, other");
    }

    @Test
    void quietSaysOnlyWhatMatters() {
        assertThat(run("--quiet", "--dry-run", "--seccomp-profile", "none", "--", "true"))
                .isZero();
        assertThat(printed.err().lines())
                .singleElement()
                .asString()
                .contains("WARNING: THE AGENT MAY MAKE ANY SYSTEM CALL");
        assertThat(run("--quiet", "--verbose", "--", "true")).isEqualTo(2);
    }

    @Test
    void verboseSaysMore() {
        assertThat(run("--verbose", "--dry-run", "--memory", "unlimited", "claude"))
                .isZero();
        assertThat(printed.err())
                .contains("session 0123456789ab; its log, basic: rustyolo logs 0123456789ab")
                .contains("limits: memory unlimited, processors unlimited, processes 1024, /tmp 1024m, /dev/shm 64m")
                .contains("DNS servers that the gateway asks: 198.51.100.53")
                .contains("all rules that allow: api.anthropic.com");
    }

    @Test
    void answersScripts() {
        assertThat(run("config", "show", "--json")).isZero();
        assertThat(printed.out().lines())
                .contains("{\"type\":\"setting\",\"table\":\"resources\",\"key\":\"memory\",\"values\":[\"4g\"],"
                        + "\"origins\":[\"built in\"]}")
                .allMatch(line -> line.startsWith("{\"type\":\"setting\","));
    }

    @Test
    void listsAgentsForScripts() {
        int code = new Application(machine::host, new FakeDocker().processes(), printed.printer(), () -> "0123456789ab")
                .run(List.of("agents", "--json", "--engine", "docker"), System.nanoTime());

        assertThat(code).as(printed.err()).isZero();
        assertThat(printed.out().lines())
                .anyMatch(line ->
                        line.startsWith("{\"type\":\"agent\",\"name\":\"claude\",\"version\":\"1.0\",\"state\":\"")
                                && line.contains("\"domains\":[\"api.anthropic.com\",")
                                && line.endsWith("]}"))
                .allMatch(line -> line.startsWith("{\"type\":\"agent\","));
    }

    private int run(String... arguments) {
        return new Application(machine::host, FakeProcesses.succeeding(), printed.printer(), () -> "0123456789ab")
                .run(List.of(arguments), System.nanoTime());
    }
}
