package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest extends MachineFixture {
    private FakeProcesses shell = new FakeProcesses(command -> FakeProcess.ended(0, "printed\n", ""));

    @Test
    void readsAllThreeSources() throws IOException {
        Files.writeString(machine.home().resolve("token"), "it's $HOME\r\n");
        machine.with("TOKEN", "of host");

        List<SessionFile> files = read("A=file:~/token", "B=env:TOKEN", "C=cmd:pass show x | head -1");

        assertThat(files)
                .containsExactly(new SessionFile(
                        "secrets",
                        "/run/rustyolo/secrets",
                        "export A='it'\\''s $HOME'\nexport B='of host'\nexport C='printed'\n"));
        assertThat(files.toString()).doesNotContain("of host");
        assertThat(shell.started())
                .singleElement()
                .extracting(ProcessSpec::command)
                .isEqualTo(List.of("/bin/sh", "-c", "pass show x | head -1"));
        assertThat(read()).isEmpty();
    }

    @Test
    @Timeout(20)
    void waitsForNoPipeThatAnAgentMade() throws Exception {
        Path pipe = machine.project().resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> read("A=file:" + pipe))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("it isn't a regular file, and agents can write where it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "=env:B",
                "A=",
                "A=value",
                "A=env:",
                "A=file:",
                "A=cmd:",
                "1A=env:B",
                "A B=env:B",
                "A=ENV:B"
            })
    void refusesWhatIsNotOfTheForm(String typed) {
        assertThatThrownBy(() -> read(typed)).isInstanceOf(CliException.class).hasMessageNotContaining("value");
    }

    @ParameterizedTest
    @CsvSource({
        "A=file:/does/not/exist, can't read the secret",
        "A=file:., can't read the secret",
        "A=file:link, leads out of the project",
        "A=file:two, more than one line",
        "A=file:nul, control character",
        "A=file:empty, is empty",
        "A=file:latin, isn't valid UTF-8",
        "A=file:large, takes more than 60000 bytes",
        "A=env:NOT_SET, there is no variable",
        "A=env:EMPTY, is empty",
    })
    void saysWhatIsWrong(String typed, String said) throws IOException {
        Path project = machine.project();
        Files.createSymbolicLink(project.resolve("link"), machine.home().resolve(".gitconfig"));
        Files.writeString(project.resolve("two"), "hunter2\nhunter2\n");
        Files.writeString(project.resolve("nul"), "hunter2\0");
        Files.writeString(project.resolve("empty"), "\n");
        Files.write(project.resolve("latin"), new byte[] {'h', (byte) 0xe9});
        Files.writeString(project.resolve("large"), "hunter2".repeat(10_000));
        machine.with("EMPTY", "");

        assertThatThrownBy(() -> read(typed))
                .isInstanceOf(CliException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("hunter2");
    }

    /** An agent of another session may be writing there: nothing is followed that it may have put there since. */
    @Test
    void isReadWithoutFollowingLinksWhereAnAgentCouldWrite() throws Exception {
        Path data = Files.createDirectories(machine.home().resolve("data/below"));
        Files.writeString(data.resolve("token"), "hunter2\n");
        PrivateDirectories.createAll(machine.state());
        machine.host().locations().agentPlaces().add(List.of(machine.home().resolve("data")));

        assertThat(read("A=file:~/data/below/token"))
                .singleElement()
                .satisfies(file -> assertThat(file.content()).contains("hunter2"));
        assertThat(new ProcessBuilder("mkfifo", data.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> read("A=file:~/data/below/pipe"))
                .hasMessageContaining("it isn't a regular file, and agents can write where it is");
    }

    /** The limit is of bytes, wherever the file is. */
    @Test
    void lettersOfSeveralBytesCountAsThose() throws IOException {
        for (Path directory : List.of(machine.project(), machine.home())) {
            Path file = Files.writeString(directory.resolve("letters"), "\u00e9".repeat(30_001));

            assertThatThrownBy(() -> read("A=file:" + file)).hasMessageContaining("takes more than 60000 bytes");
        }
    }

    @Test
    void elsewhereAFilesFaultsAreSaidToo() throws IOException {
        Path home = machine.home();
        Files.write(home.resolve("latin"), new byte[] {'h', (byte) 0xe9});
        Files.writeString(home.resolve("large"), "hunter2".repeat(10_000));

        assertThatThrownBy(() -> read("A=file:" + home.resolve("latin"))).hasMessageContaining("isn't valid UTF-8");
        assertThatThrownBy(() -> read("A=file:" + home.resolve("large")))
                .hasMessageContaining("takes more than 60000 bytes");
    }

    @Test
    void aCommandThatFailsGivesNoSecret() {
        shell = new FakeProcesses(command -> FakeProcess.ended(3, "hunter2", ""));

        assertThatThrownBy(() -> read("A=cmd:false"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("ended with 3")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aVariableIsGivenOnce() {
        AgentEnvironment environment = new AgentEnvironment(machine.host());
        environment.add("TOKEN=x", machine.host());
        environment.addSecret("OTHER");

        assertThatThrownBy(() -> environment.addSecret("TOKEN")).hasMessageContaining("given twice");
        assertThatThrownBy(() -> environment.addSecret("OTHER")).hasMessageContaining("given twice");
        assertThat(environment.masked()).contains("OTHER=***");
        assertThat(environment.fileContent()).doesNotContain("OTHER");
    }

    private List<SessionFile> read(String... typed) {
        return new Secrets(machine.host(), shell).read(List.of(typed));
    }
}
