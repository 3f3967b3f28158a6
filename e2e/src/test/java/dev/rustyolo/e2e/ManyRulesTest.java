package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A list of 100,000 rules (catalogue T47) allows what is in it, and nothing else. */
@ExtendWith(LabExtension.class)
final class ManyRulesTest {
    /** As many rules as one argument of a program can hold, by ten of them. */
    private static final int ARGUMENTS = 10;

    private static final int EACH = 10_000;

    @Test
    void aHundredThousandRules(Lab lab) {
        try (Project project = Project.withProbes(Account.unprivileged())) {
            Rustyolo command = Rustyolo.inLab(project, lab);
            for (int i = 0; i < ARGUMENTS; i++) {
                command = command.with("--allow-domains", rules(i * EACH));
            }
            Output end = command.with("--allow-domains", "allowed.test")
                    .run(
                            "--",
                            "sh",
                            "-c",
                            "curl -sS -m 10 http://allowed.test/; getent hosts n99999.te; getent hosts n100000.te;"
                                    + " true");

            assertThat(end.out())
                    .as(end.err())
                    .contains("hello from allowed.test", "n99999.te")
                    .doesNotContain("n100000");
            assertThat(end.err()).contains("and 99981 more").contains("--allow-domains \"n100000.te\"");
        }
    }

    private static String rules(int from) {
        return IntStream.range(from, from + EACH)
                .mapToObj("n%05d.te"::formatted)
                .collect(Collectors.joining(" "));
    }
}
