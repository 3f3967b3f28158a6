package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEnvironmentTest extends MachineFixture {
    @Test
    void inheritsTheTerminalAndTheTimeZoneAndNothingElse() {
        // Given
        machine.with("COLORTERM", "truecolor")
                .with("NO_COLOR", "1")
                .with("TZ", "Europe/Berlin")
                .with("AWS_SECRET_ACCESS_KEY", "hunter2")
                .with("LD_PRELOAD", "/x.so")
                .with("HTTPS_PROXY", "http://user:password@proxy");

        // Then
        assertThat(environment().fileContent()).isEqualTo("""
                        HOME=/home/agent
                        USER=agent
                        LANG=C.UTF-8
                        TERM=xterm-256color
                        COLORTERM=truecolor
                        NO_COLOR=1
                        TZ=Europe/Berlin
                        """);
    }

    @Test
    void doesNotInheritOddTerminals() {
        // Given
        machine.with("TERM", "x\u001b[0m").with("TZ", "a\nLD_PRELOAD=/x");

        // Then
        assertThat(environment().fileContent()).doesNotContain("TERM").doesNotContain("TZ");
    }

    @Test
    void setsWhatThePersonNamesAndMasksIt() {
        // Given
        machine.with("TOKEN", "from host");
        AgentEnvironment environment = environment();

        // When
        environment.add("MY_VAR=va=lue # x", machine.host());
        environment.add("TOKEN", machine.host());
        environment.add("EMPTY=", machine.host());
        environment.add("HOME=/elsewhere", machine.host());

        // Then
        assertThat(environment.fileContent())
                .contains("MY_VAR=va=lue # x\n", "TOKEN=from host\n", "EMPTY=\n", "HOME=/elsewhere\n")
                .doesNotContain("HOME=/home/agent");
        assertThat(environment.masked()).contains("MY_VAR=***", "TOKEN=***", "USER=agent");
        assertThat(environment.toString()).doesNotContain("from host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=x",
                "1A=x",
                "A B=x",
                "A-B=x",
                "--privileged",
                "Ä=x",
                "A\nB=x",
                "UNSET_ON_HOST",
                "A=x\ny",
                "A=x\u0000y"
            })
    void refusesEverythingElse(String typed) {
        assertThatThrownBy(() -> environment().add(typed, machine.host())).isInstanceOf(CliException.class);
    }

    @Test
    void doesNotRepeatTheValueInTheError() {
        assertThatThrownBy(() -> environment().add("TOKEN=hunter2\n", machine.host()))
                .isInstanceOf(CliException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void blanksTheProxiesThatDockersClientWouldHandOver() throws IOException {
        // Given
        assertThat(ProxySettings.blank(machine.host(), environment())).isEmpty();
        Files.createDirectory(machine.home().resolve(".docker"));
        Files.writeString(
                machine.home().resolve(".docker/config.json"),
                "{\"proxies\":{\"default\":{\"httpProxy\":\"http://user:password@proxy\"}}}");

        // Then
        assertThat(ProxySettings.blank(machine.host(), environment()))
                .contains("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "all_proxy");
        AgentEnvironment withProxy = environment();
        withProxy.add("https_proxy=x", machine.host());
        assertThatThrownBy(() -> ProxySettings.blank(machine.host(), withProxy)).isInstanceOf(CliException.class);
    }

    private AgentEnvironment environment() {
        return new AgentEnvironment(machine.host());
    }
}
