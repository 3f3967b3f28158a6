package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FakeEngine;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hostile environment around the real program: what of it counts, and what reaches the engine and the agent. */
final class EnvironmentTest {
    private final Project project = Project.create(Account.unprivileged());
    private final FakeEngine engine = FakeEngine.beside(project);
    private final Rustyolo rustyolo = engine.in(Rustyolo.in(project));

    @AfterEach
    void deleteProject() {
        project.close();
    }

    /** What may be set to anything without any effect on what is run. */
    @ParameterizedTest
    @CsvSource({
        "LC_ALL, tr_TR.UTF-8",
        "LC_ALL, C",
        "LC_ALL, POSIX",
        "LC_ALL, '../../x'",
        "LC_CTYPE, tr_TR.ISO-8859-9",
        "LANG, az_AZ",
        "LANGUAGE, tr",
        "TZ, 'a\nLD_PRELOAD=/x'",
        "TERM, 'x\u001b]0;y\u0007'",
        "COLORTERM, 'a b'",
        "COLUMNS, 1",
        "LINES, -1",
        "TMPDIR, /does/not/exist",
        "XDG_STATE_HOME, .",
        "XDG_CONFIG_HOME, ../project",
        "JAVA_TOOL_OPTIONS, -Xmx1k",
        "JDK_JAVA_OPTIONS, --no-such-option",
        "_JAVA_OPTIONS, -Drustyolo.home=/",
        "CLASSPATH, .",
        "JAVA_HOME, /does/not/exist",
        "HTTPS_PROXY, http://user:password@proxy.test:8080",
        "NO_COLOR, 'a b'",
        "RUSTYOLO_HOME, .",
        "PICOCLI_TRACE, DEBUG",
        "LD_LIBRARY_PATH, .",
        "DOCKER_API_VERSION, 1.24",
        "DOCKER_BUILDKIT, x",
    })
    void changesNothing(String name, String value) {
        String expected = rustyolo.run("--dry-run", "--", "I\u0130\u0131i").text();
        Rustyolo hostile = rustyolo.withVariable(name, value);

        Output shown = hostile.run("--dry-run", "--", "I\u0130\u0131i");
        Output end = hostile.run("--", "true");

        assertThat(expected).contains("I\u0130\u0131i", "--cap-drop=ALL");
        assertThat(withoutIdentity(shown.text())).isEqualTo(withoutIdentity(expected));
        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(engine.agent()).containsExactlyInAnyOrder("HOME=/home/agent", "USER=agent", "LANG=C.UTF-8");
        assertThat(engine.environments())
                .allSatisfy(environment -> assertThat(environment)
                        .containsEntry("DOCKER_API_VERSION", "")
                        .doesNotContainKeys("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    }

    @ParameterizedTest
    @CsvSource({
        "HOME, BASE/project, 77, home directory",
        "HOME, BASE/project/x, 77, home directory",
        "XDG_STATE_HOME, BASE/project, 77, rustyolo's own",
        "XDG_STATE_HOME, BASE/project/a/../b, 77, rustyolo's own",
        "XDG_CONFIG_HOME, BASE/project, 77, rustyolo's own",
        "XDG_STATE_HOME, /proc/nowhere, 74, can't",
        "XDG_STATE_HOME, BASE/engine/docker, 74, can't",
        "TRUSTED_DOMAINS, 'a.test --privileged', 2, --privileged",
        "TRUSTED_DOMAINS, 'a.test\u001b[31m', 2, \\u001b",
        "TRUSTED_DOMAINS, '*', 2, '*'",
        "TRUSTED_DOMAINS, '*.com', 2, '*.com'",
        "TRUSTED_DOMAINS, '$(id)', 2, $(id)",
        "TRUSTED_DOMAINS, 'a.test;b.test', 2, a.test;b.test",
        "TRUSTED_DOMAINS, '{\"allow\":[\"b.test\"]}', 2, allow",
        "TRUSTED_DOMAINS, \uff45vil.test/, 2, /",
        "RUSTYOLO_WARM_TTL, -1, 2, RUSTYOLO_WARM_TTL",
        "RUSTYOLO_WARM_TTL, 1e9s, 2, RUSTYOLO_WARM_TTL",
        "RUSTYOLO_DANGEROUS_GATEWAY_IMAGE, --privileged, 2, an image's name",
        "DOCKER_CONFIG, ., 2, DOCKER_CONFIG",
        "DOCKER_CONFIG, BASE/project, 2, DOCKER_CONFIG",
    })
    void isRefused(String name, String value, int code, String said) {
        Output end = rustyolo.withVariable(
                        name, value.replace("BASE", project.base().toString()))
                .run("--", "true");

        assertThat(end.exitCode()).as(end.text()).isEqualTo(code);
        assertThat(end.err()).contains(said, "what to do: ").doesNotContain("\u001b", "Exception");
        assertThat(engine.calls("agent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "./x", "~", "../home"})
    void aHomeThatIsNoAbsolutePathIsTheAccounts(String home) {
        Output end = rustyolo.withVariable("HOME", home).run("--dry-run", "--", "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out()).contains("source=" + project.account().typist().home() + "/.local/state/rustyolo/homes/");
    }

    @Test
    void withoutAnyVariableItIsTheAccountsToo() {
        Map<String, String> none =
                new HashMap<>(Map.of("PATH", engine.directory().toString()));
        Output end = new Rustyolo(project, none, rustyolo.options()).run("--dry-run", "--", "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.out()).contains("source=" + project.account().typist().home() + "/.local/state/rustyolo/homes/");
    }

    @ParameterizedTest
    @CsvSource({
        "DOCKER_HOST, tcp://198.51.100.7:2375, another machine",
        "DOCKER_HOST, ssh://somebody@build.test, another machine",
        "DOCKER_HOST, 198.51.100.7, another machine",
        "DOCKER_CONTEXT, build-machine, another machine",
        "RUSTYOLO_DANGEROUS_GATEWAY_IMAGE, team/gateway:1, NOT RUSTYOLO'S OWN",
    })
    void isSaidLoudly(String name, String value, String said) {
        Rustyolo hostile = rustyolo.withVariable(name, value);

        for (Output end : new Output[] {hostile.run("--dry-run", "--", "true"), hostile.run("--", "true")}) {
            assertThat(end.exitCode()).as(end.text()).isZero();
            assertThat(end.err()).containsPattern("WARNING: .*" + said);
        }
    }

    @Test
    void valuesOfDockersProxiesAreEmptied() {
        String proxies = "{\"proxies\":{\"default\":{\"httpsProxy\":\"http://user:password@proxy.test:8080\"}}}";
        project.write(project.home().resolve(".docker/config.json"), proxies);

        Output end = rustyolo.run("--", "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(engine.calls("agent").getLast()).contains("--env=HTTPS_PROXY=", "--env=https_proxy=");
    }

    /** Each session has a name of its own. */
    private static String withoutIdentity(String text) {
        return text.replaceAll("\\b[0-9a-f]{12}\\b", "SESSION");
    }
}
