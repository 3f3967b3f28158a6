package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.attack.Report;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The suite must go red when the agent's container is held less tightly: each mutant is a client of the engine that
 * leaves out or replaces options which the command gives it.
 */
@ExtendWith(LabExtension.class)
final class MutantAgentTest {
    /** Docker's containers may send raw packets, Podman's not. */
    private static final String KEEP_CAPABILITIES = Engine.current().isPodman()
            ? "--cap-drop=ALL) set -- \"$@\" --cap-add=NET_RAW ;;\n"
            : "--cap-drop=ALL) ;;\n";

    private static final String GAIN_PRIVILEGES = "--security-opt=no-new-privileges) ;;\n";
    private static final String NO_FILTER =
            "--security-opt=seccomp=*) set -- \"$@\" --security-opt=seccomp=unconfined ;;\n";

    private final Lab lab;

    MutantAgentTest(Lab lab) {
        this.lab = lab;
    }

    @Test
    void anAgentWithDockersCapabilities() {
        try (Project project = Project.withProbes(Mutants.ACCOUNT);
                Session session = with(project, KEEP_CAPABILITIES).session("--", "python3", "runner.py")) {
            String status =
                    new Runner(session.program()).run("cat /proc/self/status").out();

            assertThatThrownBy(() -> ContainerTest.assertUnprivileged(status)).isInstanceOf(AssertionError.class);
            Mutants.note("capabilities", "ContainerTest#theProcessIsTheUsersAndHasNoPrivilege");
        }
    }

    @Test
    void anAgentWithoutAFilter() {
        try (Project project = Project.withProbes(Mutants.ACCOUNT)) {
            List<String> passed =
                    SystemCallsTest.unexpected(with(project, NO_FILTER).run("--", "python3", "syscalls.py"));

            assertThat(passed).contains("unshare user", "io_uring_setup", "ioctl TIOCSTI + 0");
            Mutants.note("filter", "SystemCallsTest#refused, " + passed.size() + " calls");
        }
    }

    /** Each of the three alone would still hold root. */
    @Test
    void anAgentLikeAnyContainerOfDockers() {
        try (Project project = Project.withProbes(Mutants.ACCOUNT);
                Session session = with(project, KEEP_CAPABILITIES + NO_FILTER + GAIN_PRIVILEGES)
                        .session("--", "python3", "runner.py");
                Program root = session.startRunnerAsRoot()) {
            Report report = new Battery(lab, Catalogue.named("af-packet", "raw-header", "tcp4-443"))
                    .fire("loose", new Runner(root), session.addresses(), Catalogue.resolvable());

            assertThat(report.leaking()).contains("af-packet").doesNotContain("tcp4-443");
            Mutants.note("any container", report.leaking() + " by root");
        }
    }

    /** Returns the command with a client first in its path that changes the agent's options so. */
    private Rustyolo with(Project project, String cases) {
        Rustyolo command = Rustyolo.inLab(project, lab);
        String path = String.valueOf(command.environment().get("PATH"));
        String tools = project.writeProgram(Engine.current().option(), """
                #!/bin/sh
                PATH=%s
                case "$*" in
                  *--label=dev.rustyolo.role=agent*)
                    for argument; do
                      shift
                      case $argument in
                        %s
                        *) set -- "$@" "$argument" ;;
                      esac
                    done ;;
                esac
                exec %s "$@"
                """.formatted(
                                path, cases, Engine.current().option()))
                .toString();
        return command.withVariable("PATH", tools + ":" + path);
    }
}
