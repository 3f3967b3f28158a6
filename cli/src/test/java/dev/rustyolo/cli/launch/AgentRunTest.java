package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.engine.AgentSpec;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.Limits;
import dev.rustyolo.cli.engine.Sandbox;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.engine.TemporarySpace;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.testing.FakeEngine;
import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.policy.AddressPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentRunTest {
    private final FakeProcess client = FakeProcess.running();
    private final FakeEngine engine = new FakeEngine().agent(() -> client);
    private final AgentRun agent = new AgentRun(engine, sandbox());

    @Test
    void removesAnAgentThatGoesOnAndSaysOnWhoseBehalf() throws InterruptedException {
        engine.onStop(() -> {
            client.end(137);
            agent.over();
        });

        agent.start("image");
        agent.endNow(2);

        assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.forced()).hasValue(2);
    }

    @Test
    void doesNotWaitForAnEngineThatDoesNotRemoveIt() throws InterruptedException {
        agent.start("image");
        agent.endNow(15);

        client.awaitDestroyed();
        assertThat(engine.log()).contains("execute", "stop", "stop");
        agent.over();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "7, true", "1, false", "125, false", "137, false"})
    void knowsWhichEndsProveThatNothingIsLeft(int exitCode, boolean gone) {
        agent.start("image");

        assertThat(agent.isGone(exitCode)).isEqualTo(gone);
        agent.signalled();
        assertThat(agent.isGone(exitCode)).isFalse();
    }

    private static Sandbox sandbox() {
        AgentSpec spec = new AgentSpec(
                "image",
                List.of("true"),
                new Account(1000, 1000),
                new Limits(1, "", 1),
                new TemporarySpace(1, 1),
                "",
                List.of(),
                List.of(),
                Path.of("/environment"),
                List.of(),
                false);
        GatewaySpec gateway =
                new GatewaySpec("gateway", "", Path.of("/seccomp"), 64000, AddressPlan.DEFAULT, List.of(), "");
        return new Sandbox(new SandboxId("0123456789ab", "owner"), gateway, spec);
    }
}
