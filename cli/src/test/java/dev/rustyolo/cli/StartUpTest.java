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

/** A start loads what the run needs: what reads configuration files only for who has one, and not much of anything. */
class StartUpTest extends MachineFixture {
    /** Of ours, and of Java's and the libraries' too; some more than there are. Who needs more should know why. */
    private static final int OUR_CLASSES = 260;

    private static final int ALL_CLASSES = 1_800;

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
        assertThat(classesOfADryRun())
                .noneMatch(line -> line.contains(" dev.rustyolo.cli.update.") || line.contains(" javax.net.ssl."))
                .anyMatch(line -> line.contains(" dev.rustyolo.cli.command.UpdateVerb "));
    }

    @Test
    void loadsNoMoreClassesThanItsBudget() throws IOException, InterruptedException {
        List<String> classes = classesOfADryRun();

        assertThat(classes).hasSizeLessThan(ALL_CLASSES).noneMatch(line -> line.contains(" picocli."));
        assertThat(classes.stream().filter(line -> line.contains(" dev.rustyolo.")))
                .hasSizeLessThan(OUR_CLASSES);
    }

    private List<String> tomlClassesOfADryRun() throws IOException, InterruptedException {
        List<String> classes = new ArrayList<>();
        for (String line : classesOfADryRun()) {
            if (line.contains(" org.tomlj.") || line.contains(" org.antlr.") || line.contains("config.TomlReader")) {
                classes.add(line);
            }
        }
        return classes;
    }

    private List<String> classesOfADryRun() throws IOException, InterruptedException {
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
            if (line.contains(" source: ")) {
                classes.add(line);
            }
        }
        assertThat(classes).anyMatch(line -> line.contains("dev.rustyolo.cli.launch.LaunchPlanner"));
        return classes;
    }
}
