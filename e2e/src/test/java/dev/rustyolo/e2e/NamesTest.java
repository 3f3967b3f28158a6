package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.FaultyClient;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and labels that somebody else has: nothing foreign is taken for ours, or removed (catalogue T175 to T178). */
@ExtendWith(LabExtension.class)
final class NamesTest {
    private static final String FOREIGN = "dev.rustyolo.lab.foreign";

    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());

    NamesTest(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void removeForeign() {
        try (project) {
            foreign().forEach(container -> Docker.attempt("rm", "-f", container));
        }
    }

    @ParameterizedTest
    @CsvSource({"run-gateway, 70", "run-agent, 125"})
    void aNameThatIsTaken(String call, int code) {
        Rustyolo squatted = FaultyClient.doing(call, create("\"$name\"", "sleep", "600") + " >/dev/null")
                .in(Rustyolo.inLab(project, lab));

        Output end = squatted.run("--", "touch", "ran");
        Output next = Rustyolo.inLab(project, lab).run("--", "true");

        FaultTable.add("somebody has the name already, at " + call, end);
        assertThat(end.exitCode()).as(end.err()).isEqualTo(code);
        assertThat(end.err()).contains("already in use");
        assertThat(project.directory().resolve("ran")).doesNotExist();
        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(foreign()).hasSize(1);
        assertThat(Session.liveIds()).isEmpty();
    }

    /** The gateway that waited has gone, and somebody else has its name, labels and all but the owner. */
    @Test
    void anotherInThePlaceOfAGatewayThatWaited() {
        Rustyolo bare = Rustyolo.in(project);
        bare.run("warm", "--network", Lab.NETWORK, "--ttl", "5m");
        String session = bare.run("warm", "--status").out().split(" ", 2)[0];
        String name = "rustyolo-" + session + "-gateway";
        Docker.run("rm", "-f", name);
        Docker.run(
                "run",
                "-d",
                "-i",
                "--name",
                name,
                "--label",
                FOREIGN,
                "--label",
                "dev.rustyolo.session=" + session,
                "--label",
                "dev.rustyolo.role=gateway",
                "--label",
                "dev.rustyolo.owner=somebody",
                Lab.IMAGE,
                "sh",
                "-c",
                "echo '{\"type\":\"ready\",\"timings\":{}}'; while read line; do echo \"$line\" >> /heard; done");

        Output end =
                Rustyolo.inLab(project, lab).withVariable(Rustyolo.WARM, "5m").run("--", "touch", "ran");
        Output next = Rustyolo.inLab(project, lab).run("--", "true");
        Output heard = Docker.attempt("exec", name, "cat", "/heard");

        FaultTable.add("somebody has the place of a gateway that waited", end);
        assertThat(end.exitCode()).as(end.err()).isEqualTo(70);
        assertThat(project.directory().resolve("ran")).doesNotExist();
        assertThat(heard.exitCode()).as("the policy went to a stranger").isNotZero();
        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(foreign()).hasSize(1);
        assertThat(bare.run("warm", "--ttl=0").exitCode()).isZero();
    }

    @Test
    void twoSessionsInOneProjectAreTwo() {
        Rustyolo typed = Rustyolo.inLab(project, lab).with("--allow-domains", "allowed.test");
        try (Session first = typed.session("--", "python3", "runner.py");
                Session second = typed.session("--", "python3", "runner.py");
                Project other = Project.withProbes(project.account());
                Session third = Rustyolo.inLab(other, lab).session("--", "python3", "runner.py")) {
            assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();

            Docker.run("kill", first.gateway());
            Output end = first.program().await(Rustyolo.PATIENCE);
            Output page = new Runner(second.program()).run("curl -sS -m 5 https://allowed.test/");
            Output refused = new Runner(third.program()).run("curl -sS -m 5 https://allowed.test/");

            assertThat(end.exitCode()).isEqualTo(70);
            assertThat(page.exitCode()).as(page.text()).isZero();
            assertThat(refused.exitCode()).as(refused.text()).isNotZero();
            assertThat(second.finish().exitCode()).isZero();
            assertThat(third.finish().exitCode()).isZero();
        }
    }

    private static String create(String name, String... command) {
        return "\"$real\" create --name " + name + " --label " + FOREIGN + " " + Lab.IMAGE + " "
                + String.join(" ", command);
    }

    private static List<String> foreign() {
        return Docker.list("ps", "-aq", "--filter", "label=" + FOREIGN);
    }
}
