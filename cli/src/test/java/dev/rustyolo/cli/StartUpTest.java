package dev.rustyolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever has no configuration file doesn't wait for what reads them. */
class StartUpTest extends MachineFixture {
    @Test
    void withoutAConfigurationFileNothingIsLoadedThatReadsOne() throws IOException, InterruptedException {
        assertThat(tomlClassesOfADryRun()).isEmpty();
    }

    @Test
    void theControl() throws IOException, InterruptedException {
        Files.createDirectories(machine.home().resolve(".config"));
        Files.writeString(machine.home().resolve(".config/rustyolo.toml"), "[resources]\nmemory = '1g'\n");

        assertThat(tomlClassesOfADryRun()).isNotEmpty();
    }

    @Test
    void nothingIsLoadedThatUpdates() throws IOException, InterruptedException {
        tomlClassesOfADryRun();

        assertThat(Files.readAllLines(machine.root().resolve("classes.txt")))
                .noneMatch(line -> line.contains(" dev.rustyolo.cli.update.") || line.contains(" javax.net.ssl."))
                .anyMatch(line -> line.contains(" dev.rustyolo.cli.command.UpdateVerb "));
    }

    private List<String> tomlClassesOfADryRun() throws IOException, InterruptedException {
        Path log = machine.root().resolve("classes.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-Drustyolo.home=" + machine.installation(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--dry-run",
                "shell");
        builder.directory(machine.project().toFile());
        builder.environment().clear();
        builder.environment().put("HOME", machine.home().toString());
        builder.environment().put("PATH", machine.root().resolve("bin").toString());
        Path output = machine.root().resolve("output.txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        List<String> classes = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (line.contains(" org.tomlj.") || line.contains(" org.antlr.") || line.contains("config.TomlReader")) {
                classes.add(line);
            }
        }
        assertThat(Files.readString(log)).contains("dev.rustyolo.cli.launch.LaunchPlanner");
        return classes;
    }
}
