package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An image that has nothing of what ours has: busybox and musl, as Alpine's, with musl's resolver and without bash. The
 * sandbox is the same in it, and nothing of it needs to be in the image.
 */
@ExtendWith(LabExtension.class)
final class MuslImageTest {
    private static final String ALLOWED = "allowed.test";
    private static final String EVIL = "evil.test";
    /** Also the evil host's, but allowed. */
    private static final String EVIL_ALLOWED = "open.evil.test";

    private final Lab lab;
    private final Project project = Project.create(Account.unprivileged());
    private final Rustyolo rustyolo;

    MuslImageTest(Lab lab) {
        this.lab = lab;
        this.rustyolo = Rustyolo.inLab(project, lab)
                .with("--image", Lab.muslImage())
                .with("--allow-domains", ALLOWED + " " + EVIL_ALLOWED);
    }

    @AfterEach
    void deleteProject() {
        project.close();
    }

    @Test
    void theImageHasMuslAndNothingOfOurs() {
        String there = Docker.run("run", "--rm", "--pull", "never", Lab.muslImage(), "sh", "-c", """
                ls /lib; for name in bash python3 curl getent; do command -v $name || echo no $name; done""");

        assertThat(there).contains("ld-musl-").contains("no bash", "no python3", "no curl", "no getent");
    }

    @Test
    void itsProgramsAreThePersonsAndFindTheirHome() {
        Output end = inside("id; echo $HOME; pwd; touch here ~/there && echo written; touch /bin/x || echo read-only;"
                + " cat /run/rustyolo/policy.md");

        assertThat(end.out())
                .contains("uid=" + project.account().uid() + "(agent)")
                .contains("/home/agent\n/app\nwritten\nread-only")
                .contains("- " + ALLOWED + " (ports 443, 80, 22)");
        assertThat(project.directory().resolve("here")).exists();
    }

    @Test
    void whatIsAllowedIsReachedThroughMuslsResolver() {
        Output end = inside("wget -q -T 10 -O - http://" + ALLOWED + "/; nslookup " + ALLOWED);

        assertThat(end.out()).as(end.text()).contains("hello from " + ALLOWED).contains("198.18.");
    }

    @Test
    void whatIsNotAllowedIsNotReached() {
        lab.settle();
        Lab.Mark mark = lab.mark();
        Nonce refused = Nonce.fresh();
        Nonce control = Nonce.fresh();

        Output end = inside("wget -q -T 5 -O - http://" + EVIL + "/" + refused.text() + " || echo refused;"
                + " wget -q -T 5 -O - http://198.51.100.66/" + refused.text() + " || echo refused;"
                + " wget -q -T 5 -O - http://" + EVIL_ALLOWED + "/" + control.text());

        lab.settle();
        assertThat(end.out().lines().filter("refused"::equals)).hasSize(2);
        assertThat(lab.since(mark).toString()).contains(control.text()).doesNotContain(refused.text());
        assertThat(end.err()).contains("allow with: --allow-domains \"" + EVIL + "\"");
    }

    @Test
    void aSecretReachesAProgramWithoutBash() {
        project.write(project.home().resolve("token"), "it's $precious\n");

        Output end = rustyolo.with("--secret", "TOKEN=file:" + project.home().resolve("token"))
                .run("--", "printenv", "TOKEN");

        assertThat(end.out()).as(end.text()).isEqualTo("it's $precious\n");
        assertThat(rustyolo.run("--", "printenv", "TOKEN").exitCode())
                .as("control")
                .isEqualTo(1);
    }

    @Test
    void exitCodesAreTheProgramsOwn() {
        assertThat(rustyolo.run("--", "no-such-program").exitCode())
                .isEqualTo(Engine.current().notFound());
        assertThat(rustyolo.with("--secret", "TOKEN=cmd:echo x")
                        .run("--", "no-such-program")
                        .exitCode())
                .as("a shell says it, which has put the secret there")
                .isEqualTo(127);
        assertThat(inside("exit 42").exitCode()).isEqualTo(42);
    }

    /** Its one agent that needs no more than a shell isn't there: that is said by the engine. */
    @Test
    void anAgentThatTheImageLacksIsNotFound() {
        Output end = rustyolo.run("claude", "--version");

        assertThat(end.exitCode()).as(end.text()).isEqualTo(Engine.current().notFound());
    }

    private Output inside(String script) {
        return rustyolo.run("--", "sh", "-c", script);
    }
}
