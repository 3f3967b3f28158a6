package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultyClient;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is set up for containers with kernels of their own runs no agent of ours (catalogue T97). */
@ExtendWith(LabExtension.class)
final class RuntimeTest {
    private static final int UNSUPPORTED_RUNTIME = 78;

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());

    RuntimeTest(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runsc", "kata", "io.containerd.kata.v2", "krun", ""})
    void refusesAnyOther(String runtime) {
        Rustyolo typed = saying(runtime);

        assertRefused(typed.run("--", "touch", "ran"), runtime);
        Rustyolo bare = new Rustyolo(project, typed.environment(), List.of());
        assertRefused(bare.run("warm", "--network", Lab.NETWORK), runtime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun", "/usr/bin/youki"})
    void takesThoseOfThisKernel(String runtime) {
        Output end = saying(runtime).run("--", "touch", "ran");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(project.directory().resolve("ran")).exists();
    }

    /** As a person would set it up. Docker's daemon has no such file; it was tried by hand with a second daemon. */
    @Test
    @Tag("podman")
    void readsWhatPodmanIsConfiguredFor() {
        Path configuration = project.write(project.home().resolve("containers.conf"), """
                [engine]
                runtime = "runsc"
                cgroup_manager = "cgroupfs"
                events_logger = "file"
                [engine.runtimes]
                runsc = ["/usr/bin/runc", "/usr/sbin/runc", "/usr/bin/crun"]
                """);
        Rustyolo typed = Rustyolo.inLab(project, lab).withVariable("CONTAINERS_CONF", configuration.toString());

        assertRefused(typed.run("--", "touch", "ran"), "runsc");
    }

    @Test
    void bothContainersAreStartedByTheOneThatIsNamed() {
        String format = Engine.current().isPodman() ? "{{.OCIRuntime}}" : "{{.HostConfig.Runtime}}";
        try (Session session = Rustyolo.inLab(project, lab).session("--", "sh", "-c", "echo ready; cat")) {
            for (String container : new String[] {session.gateway(), session.agent()}) {
                assertThat(Docker.run("inspect", "--format", format, container)).matches(".*(runc|crun|youki)");
            }
        }
    }

    private Rustyolo saying(String runtime) {
        return FaultyClient.doing("info", "echo '" + runtime + "'; exit 0").in(Rustyolo.inLab(project, lab));
    }

    private void assertRefused(Output end, String runtime) {
        assertThat(end.exitCode()).as(end.text()).isEqualTo(UNSUPPORTED_RUNTIME);
        assertThat(end.err()).contains(runtime, "rules of the kernel", "what to do: ");
        assertThat(project.directory()).isEmptyDirectory();
        assertThat(Session.liveIds()).isEmpty();
    }
}
