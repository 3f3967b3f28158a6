package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FakeEngine;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent has put into its project is never run outside of it, whatever the PATH says (T128). */
final class PlantedProgramsTest {
    private static final List<String> NAMES = List.of(
            "docker",
            "podman",
            "git",
            "id",
            "setsid",
            "kill",
            "sh",
            "bash",
            "java",
            "readlink",
            "dirname",
            "stty",
            "env",
            "cat",
            "ls",
            "uname",
            "true",
            "echo",
            "ssh",
            "find",
            "date",
            "sha256sum",
            "sort",
            "cut",
            "touch",
            "sed",
            "grep",
            "head",
            "tail",
            "mktemp",
            "mkdir",
            "mv",
            "rm",
            "mvn",
            "docker-credential-x",
            "docker-buildx");
    private static final String SYSTEM = "/usr/bin:/bin";

    private final Project project = Project.create(Account.unprivileged());
    private final Path marker = project.base().resolve("planted");
    private final FakeEngine engine = FakeEngine.beside(project);

    @BeforeEach
    void plant() {
        for (Path directory : List.of(project.directory(), project.directory().resolve("venv/bin"))) {
            for (String name : NAMES) {
                FakeEngine.executable(
                        project.write(directory.resolve(name), "#!/bin/sh\n/bin/touch " + marker + "\nexit 1\n"));
            }
        }
        link("bin", project.directory().resolve("venv/bin"));
        link("links/docker", project.directory().resolve("docker"));
        link("rustyolo", Rustyolo.binary());
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void thePlantedProgramsDoRunWhereTheyAreFound() {
        Output end = shell("PATH=" + project.directory().resolve("venv/bin") + "; docker");

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(marker).exists();
    }

    /** BASE/engine holds the docker that is to be found; the program is started by a link, and by its own name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".:BASE/engine",
                ":BASE/engine",
                "::BASE/engine:",
                "venv/bin:BASE/engine",
                "./venv/bin:BASE/engine",
                "BASE/project:BASE/engine",
                "BASE/project/venv/bin:BASE/engine",
                "BASE/project/../project/venv/bin:BASE/engine",
                "BASE/bin:BASE/engine",
                "BASE/links:BASE/engine",
                "/proc/self/cwd:BASE/engine",
                "~/bin:BASE/engine",
            })
    void areNotRunByASessionNorBehindIt(String path) {
        Rustyolo typed = typed(path + ":" + SYSTEM).withVariable(Rustyolo.WARM, "1m");
        for (Path program : List.of(project.base().resolve("rustyolo"), Rustyolo.binary())) {
            int before = engine.created();

            Output end = run(typed, program, "--", "true");

            assertThat(end.exitCode()).as(end.text()).isZero();
            Rustyolo.awaitWorkBehind();
            assertThat(engine.created()).as("gateways made behind the session").isEqualTo(before + 1);
            run(typed, program, "build");
            run(typed, program, "warm", "--ttl=0");
        }
        assertThat(marker).doesNotExist();
        assertThat(engine.calls(""))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.getFirst())
                        .startsWith(engine.directory().toString()));
        assertThat(engine.environments())
                .allSatisfy(environment -> assertThat(environment.getOrDefault("PATH", ""))
                        .startsWith(engine.directory().toString())
                        .doesNotContain("/project", "BASE/bin", "/proc/self/cwd", "::", "~"));
    }

    /** A clone's launcher looks whether all is built before it becomes the program; root runs it, who may read the clone. */
    @ParameterizedTest
    @ValueSource(
            strings = {".", "", "./venv/bin", "BASE/project", "BASE/project/venv/bin", "BASE/bin", "/proc/self/cwd"})
    void areNotRunByTheLauncherOfAClone(String path) throws IOException {
        Path clone = Path.of("..").toRealPath();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", path.replace("BASE", project.base().toString()) + ":" + environment.get("PATH"));
        link("alias", clone.resolve("rustyolo"));
        for (Path launcher : List.of(clone.resolve("rustyolo"), project.base().resolve("alias"))) {
            for (String word : List.of("--version", "--help")) {
                List<String> command = List.of(launcher.toString(), word);
                try (Program started = Program.start("rustyolo", project.directory(), environment, command)) {
                    started.closeInput();
                    Output end = started.await(Rustyolo.PATIENCE);
                    assertThat(end.exitCode()).as(end.text()).isZero();
                }
                assertThat(marker).as(launcher + " " + word).doesNotExist();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ":", "BASE/project", "BASE/bin:BASE/links:.", "/does/not/exist"})
    void areNotRunWhenThereIsNothingElse(String path) {
        for (Path program : List.of(project.base().resolve("rustyolo"), Rustyolo.binary())) {
            Output end = run(typed(path), program, "--", "true");

            assertThat(end.exitCode()).as(end.text()).isEqualTo(69);
            assertThat(end.err()).contains("no docker client in the PATH");
        }
        assertThat(marker).doesNotExist();
    }

    @Test
    void variablesThatNameScriptsAndClassesAreOfNoUse() {
        Path script = project.write("x", "/bin/touch " + marker + "\n");
        project.write(".hotspotrc", "+PrintFlagsFinal\n");
        project.write(".hotspot_compiler", "print *.*\n");
        project.write("dev/rustyolo/cli/Main.class", "no class\n");

        Output end = run(
                typed(engine.directory() + ":" + SYSTEM)
                        .withVariable("ENV", script.toString())
                        .withVariable("BASH_ENV", script.toString())
                        .withVariable("IFS", "/")
                        .withVariable("CDPATH", project.directory().toString())
                        .withVariable("CLASSPATH", project.directory().toString())
                        .withVariable("JAVA_HOME", project.directory().toString())
                        .withVariable("JAVA_TOOL_OPTIONS", "-cp " + project.directory())
                        .withVariable("JDK_JAVA_OPTIONS", "-cp " + project.directory())
                        .withVariable("_JAVA_OPTIONS", "-Duser.home=/ -Drustyolo.home=" + project.directory()),
                project.base().resolve("rustyolo"),
                "--",
                "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out()).isEmpty();
        assertThat(end.err().lines()).allMatch(line -> line.startsWith("[RustyYOLO] "));
        assertThat(marker).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASE/project", "BASE/project/.docker", ".docker", "BASE/bin"})
    void aConfigurationOfDockersThatAnAgentCanWriteIsRefused(String directory) {
        Output end = typed(engine.directory() + ":" + SYSTEM)
                .withVariable(
                        "DOCKER_CONFIG",
                        directory.replace("BASE", project.base().toString()))
                .run("--", "true");

        assertThat(end.exitCode()).as(end.text()).isEqualTo(2);
        assertThat(end.err()).contains("DOCKER_CONFIG");
        assertThat(engine.calls("")).isEmpty();
    }

    private Rustyolo typed(String path) {
        return engine.in(Rustyolo.in(project))
                .withVariable("PATH", path.replace("BASE", project.base().toString()));
    }

    private Output run(Rustyolo typed, Path program, String... words) {
        List<String> command = new ArrayList<>(project.account().prefix());
        // setpriv(1) looks programs up in the PATH of the test.
        command.replaceAll(word -> word.equals("setpriv") ? "/usr/bin/setpriv" : word);
        command.add(program.toString());
        command.addAll(List.of(words));
        try (Program started = Program.start("rustyolo", project.directory(), typed.environment(), command)) {
            started.closeInput();
            return started.await(Rustyolo.PATIENCE);
        }
    }

    private Output shell(String script) {
        return run(Rustyolo.in(project), Path.of("/bin/sh"), "-c", script);
    }

    private void link(String name, Path target) {
        Path link = project.base().resolve(name);
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
