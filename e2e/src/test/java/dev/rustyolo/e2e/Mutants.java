package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.attack.Report;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.MutantGateway;
import dev.rustyolo.e2e.sandbox.MutantGateway.Change;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;

/**
 * Sessions behind gateways that are broken on purpose. What caught each is noted in {@code target/mutants.txt}.
 *
 * @param lab their internet
 */
record Mutants(Lab lab) {
    static final Account ACCOUNT = Account.unprivileged();

    private static final Path NOTES = Path.of("target", "mutants.txt");

    /** Makes attacks in a session behind such a gateway, and returns what got out. */
    Report attack(String name, List<Change> changes, String... attacks) {
        try (MutantGateway mutant = MutantGateway.build(name, changes);
                Project project = Project.withProbes(ACCOUNT);
                Session session = in(project, mutant).session("--", "python3", "runner.py")) {
            Report report = new Battery(lab, Catalogue.named(attacks))
                    .fire(name, new Runner(session.program()), session.addresses(), Catalogue.resolvable());
            note(name, new TreeSet<>(report.leaking()).toString());
            return report;
        }
    }

    /** Asserts that the command refuses to run anything behind such a gateway, and says why. */
    void assertRefused(String name, String reason, List<Change> changes) {
        try (MutantGateway mutant = MutantGateway.build(name, changes);
                Project project = Project.create(ACCOUNT)) {
            Output end = in(project, mutant).run("--", "touch", "ran");

            assertThat(end.exitCode()).as(end.text()).isNotZero();
            assertThat(end.err()).contains(reason);
            assertThat(end.err()).as("loudness").contains(mutant.image());
            assertThat(project.directory().resolve("ran")).doesNotExist();
            assertThat(Session.liveIds()).isEmpty();
            note(name, "the gateway's own check: " + reason);
        }
    }

    /** Returns the command that uses such a gateway. */
    Rustyolo in(Project project, MutantGateway mutant) {
        return Rustyolo.inLab(project, lab)
                .with("--allow-domains", Catalogue.ALLOWED)
                .withVariable(MutantGateway.VARIABLE, mutant.image());
    }

    /** Notes what caught a mutant. */
    static void note(String mutant, String caughtBy) {
        try {
            Files.writeString(
                    NOTES, mutant + "\t" + caughtBy + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
