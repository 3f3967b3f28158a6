package dev.rustyolo.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.LabExtension;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway's memory and descriptors stay flat, however long it lasts. Its name keeps it out of the suite. */
@ExtendWith(LabExtension.class)
final class Soak {
    private static final String ALLOWED = "allowed.test *.allowed.test allowed.test:8443 nowhere.test";
    private static final Path CSV = Path.of("target", "soak.csv");
    private static final Duration CALM = Duration.ofSeconds(90);
    /** KiB: what warms up for long, and the weather. What leaks does so for as long as the soak lasts. */
    private static final long GROWTH_LIMIT = 512;

    /** Descriptors and threads that a moment's connections may make. */
    private static final long DESCRIPTOR_SLACK = 64;

    @Test
    void memoryAndDescriptorsStayFlat(Lab lab) throws Exception {
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("soak.seconds", 60)).toNanos();
        try (Project project = Project.withProbes(Account.unprivileged());
                Session session = Rustyolo.inLab(project, lab)
                        .with("--allow-domains", ALLOWED)
                        .session("--", "python3", "soak.py");
                Program sampler = startSampler(session)) {
            int faults = new Faults(lab).causeUntil(deadline);
            sampler.closeInput();
            Samples samples = new Samples(sampler.await(CALM).out().lines().toList());
            write(samples.lines());
            report(samples, faults, session.finish());
        }
    }

    /** In a container that sees the machine's processes: the gateway's own image has nothing to look with. */
    private static Program startSampler(Session session) {
        String gateway = Docker.run("inspect", "--format", "{{.State.Pid}}", session.gateway());
        return Docker.start(
                "the sampler",
                "run",
                "-i",
                "--rm",
                "--pull",
                "never",
                "--log-driver",
                "none",
                "--network",
                "none",
                "--label",
                Lab.LABEL,
                "--pid",
                "host",
                "--cap-add",
                "SYS_PTRACE",
                "rustyolo-lab:latest",
                "python3",
                "sampler.py",
                "gateway=" + gateway,
                "cli=" + session.program().pid());
    }

    private static void write(List<String> lines) throws IOException {
        Files.write(CSV, lines);
    }

    private static void report(Samples samples, int faults, Output end) {
        Samples.Growth memory = samples.growth("gateway-resident");
        Samples.Growth cli = samples.growth("cli-resident");
        Samples.Change descriptors = samples.change("gateway-descriptors");
        Samples.Change threads = samples.change("gateway-threads");
        boolean flat = memory.isFlat(GROWTH_LIMIT)
                && cli.isFlat(GROWTH_LIMIT)
                && descriptors.isFlat(DESCRIPTOR_SLACK)
                && threads.isFlat(DESCRIPTOR_SLACK);
        String verdict = (flat ? "flat" : "NOT FLAT") + ": " + memory + "; " + cli
                + " (KiB, the least of the third and of the last quarter); " + descriptors + ", " + threads
                + " (medians of the first and last third); " + faults + " faults; samples in e2e/" + CSV;
        System.out.println(end.out() + verdict);
        assertThat(end.exitCode()).as(end.err()).isZero();
        assertThat(end.out()).as("traffic that worked").containsPattern("page_tls\t[1-9]");
        assertThat(flat).as(verdict).isTrue();
    }
}
